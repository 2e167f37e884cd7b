package procs

import (
	"os"
	"os/signal"
	"reflect"
	"runtime"
	"strings"
)

// A Function is one that processes can be told to call. Call reads the arguments, calls it if r.End() is nil, and writes
// the results. Func is the function itself in compiled programs, where it is found by its address.
type Function struct {
	Name string
	Func any
	Call func(r *Reader, w *Writer)
}

// Serving reports whether this process was started to serve another one.
func Serving() bool { return this.control != nil }

// Serve answers calls and does not return, if this process was started for that. Otherwise it makes the functions known,
// so that processes which this one starts can be told to call them.
func Serve(functions []Function) {
	this.functions.Store(&functions)
	if !Serving() {
		return
	}
	signal.Ignore(os.Interrupt) // who started this process decides when it ends
	s := &server{control: this.control, functions: map[string]Function{}, calls: make(chan call)}
	for _, f := range functions {
		s.functions[f.Name] = f
	}
	go s.receive()
	s.run()
}

// NameOf is the name by which processes know f.
func NameOf(f any) string {
	v := reflect.ValueOf(f)
	if list := this.functions.Load(); list != nil && v.Kind() == reflect.Func && !v.IsNil() {
		for _, known := range *list {
			if known.Func != nil && reflect.ValueOf(known.Func).Pointer() == v.Pointer() {
				return known.Name
			}
		}
	}
	panic("procs: only a declared function can run in another process; declare it with func and pass its name")
}

// A server answers the calls of one caller.
type server struct {
	control   *socket
	functions map[string]Function
	objects   []*held
	calls     chan call
}

type call struct {
	last bool
	name string
	args *Reader
}

// receive takes frames until the caller has gone. Then nobody is interested in this process any more.
func (s *server) receive() {
	for {
		kind, body, files, err := s.control.receive()
		if err != nil {
			os.Exit(0)
		}
		r := &Reader{buf: body}
		switch kind {
		case frameShare:
			o, err := openShared(r.uint(), files)
			if err != nil {
				os.Stderr.WriteString("weft: a shared object cannot be opened: " + err.Error() + "\n")
				os.Exit(125)
			}
			s.objects = append(s.objects, &held{shared: o})
		case frameCall:
			c := call{last: r.bool(), name: r.text()}
			n := r.uint()
			c.args = &Reader{}
			for ; n > 0 && r.err == nil; n-- {
				if i := r.uint(); i < uint64(len(s.objects)) {
					c.args.held = append(c.args.held, s.objects[i])
				}
			}
			c.args.buf = r.buf[r.pos:]
			s.calls <- c
		}
	}
}

func (s *server) run() {
	for c := range s.calls {
		s.answer(c)
		if c.last {
			os.Exit(0)
		}
	}
}

// answer makes a call. A panic is not recovered: it ends the process, as it ends every program.
func (s *server) answer(c call) {
	f, ok := s.functions[c.name]
	if !ok {
		s.refuse("this program has no function " + c.name)
		return
	}
	w, returned := &Writer{}, false
	defer func() {
		if returned || !exiting() {
			return
		}
		s.control.send(frameGoexit, nil, nil)
		if c.last {
			os.Exit(0)
		}
		go s.run() // nothing stops Goexit
	}()
	f.Call(c.args, w)
	returned = true
	switch {
	case c.args.err != nil:
		s.refuse("arguments: " + c.args.err.Error())
	case w.err != nil:
		s.refuse("results: " + w.err.Error())
	case len(w.shared) > 0:
		s.refuse("results: a queue, pipe, lock or shared array crosses as an argument only")
	default:
		if err := s.control.send(frameReturned, w.buf, nil); err != nil {
			s.refuse("results: " + err.Error())
		}
	}
}

func (s *server) refuse(why string) {
	var w Writer
	w.text(why)
	s.control.send(frameRefused, w.buf, nil)
}

// exiting reports whether the calling deferred function runs because of runtime.Goexit.
func exiting() bool {
	pc := make([]uintptr, 8)
	frames := runtime.CallersFrames(pc[:runtime.Callers(2, pc)])
	for {
		f, more := frames.Next()
		if strings.HasSuffix(f.Function, "runtime.Goexit") {
			return true
		}
		if !more {
			return false
		}
	}
}
