package cross

import (
	"os"
	"runtime/debug"
)

// A Function is one that a worker serves. Call reads the arguments, calls it if r.End() is nil, and writes
// the results.
type Function struct {
	Name string
	Call func(r *Reader, w *Writer)
}

// How a call went: the first byte of its answer.
const (
	Returned  = iota // the results follow
	Panicked         // the panic's value (see ReadPanic) and its stack follow
	Exited           // the function called runtime.Goexit
	Forgotten        // the arguments, or the results, could not be read or written: a text follows
)

// Serve is all that a worker's main function does: it answers calls until whoever started it has gone,
// and does not return. Each connection is served by a goroutine of its own.
func Serve(functions []Function) {
	control, err := openControl()
	if !this.serving || err != nil {
		os.Stderr.WriteString("weft: a worker is started by weft, not by hand\n")
		os.Exit(125)
	}
	for {
		f, err := receiveFile(control)
		if err != nil {
			os.Exit(0)
		}
		go (&server{functions: functions, conn: NewConn(f)}).serve()
	}
}

// A server answers the calls of one connection.
type server struct {
	functions []Function
	conn      *Conn
}

func (s *server) serve() {
	for {
		r, err := s.conn.Receive()
		if err != nil {
			s.conn.Close()
			return
		}
		s.answer(r)
	}
}

// answer answers one call.
func (s *server) answer(r *Reader) {
	function := r.Uint32()
	if int(function) >= len(s.functions) {
		s.forget("there is no function of this number")
		return
	}
	w := s.conn.Begin()
	w.Uint8(Returned)
	if !s.call(s.functions[function], r, w) {
		return
	}
	switch {
	case r.err != nil:
		s.forget("arguments: " + r.err.Error())
	case w.err != nil:
		s.forget("results: " + w.err.Error())
	default:
		if size, ok := s.conn.Send().(*SizeError); ok {
			s.forget("results: " + size.Error())
		}
	}
}

// call calls f and reports whether it returned; if not it has answered.
func (s *server) call(f Function, r *Reader, w *Writer) (returned bool) {
	defer func() {
		if returned {
			return
		}
		if v := recover(); v != nil {
			w := s.conn.Begin()
			w.Uint8(Panicked)
			writePanic(w, v)
			w.Text(string(debug.Stack()))
			if size, ok := s.conn.Send().(*SizeError); ok {
				s.forget("its panic: " + size.Error())
			}
			return
		}
		// Nothing stops Goexit; the next goroutine goes on with the connection.
		s.conn.Begin().Uint8(Exited)
		s.conn.Send()
		go s.serve()
	}()
	f.Call(r, w)
	return true
}

func (s *server) forget(why string) {
	w := s.conn.Begin()
	w.Uint8(Forgotten)
	w.Text(why)
	s.conn.Send()
}
