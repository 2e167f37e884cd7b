package rt

import (
	"fmt"
	"os"
	"strings"
	"sync"
)

// What package runtime tells of a running program's calls, told of the learner's.

// A Call is a call on a goroutine's stack.
type Call struct {
	Func string // the name of the function that it is in, such as main.f
	Of   string // where that function is, such as cell[3]:1:1
	File string // cell[3]
	Line int    // 1-based; 0: unknown
}

// callers gives calls numbers, which stand for program counters.
type callers struct {
	mu    sync.Mutex
	names map[string]string // of functions, by their places
	known []Call
	pcs   map[Call]uintptr
}

const (
	firstPC = 0x400000
	sizePC  = 16 // programs subtract 1
)

// NameFunc gives the function at a place the name that it has in a compiled program.
func (r *RT) NameFunc(place, name string) {
	r.callers.mu.Lock()
	defer r.callers.mu.Unlock()
	if r.callers.names == nil {
		r.callers.names = map[string]string{}
	}
	r.callers.names[place] = name
}

// stack is the calling goroutine's stack with the names that are known.
func (r *RT) stack() []Call {
	calls := r.hooks.Stack()
	r.callers.mu.Lock()
	defer r.callers.mu.Unlock()
	for i := range calls {
		if n := r.callers.names[calls[i].Of]; n != "" {
			calls[i].Func = n
		}
	}
	return calls
}

func (r *RT) pc(c Call) uintptr {
	r.callers.mu.Lock()
	defer r.callers.mu.Unlock()
	if pc, ok := r.callers.pcs[c]; ok {
		return pc
	}
	pc := uintptr(firstPC + (len(r.callers.known)+1)*sizePC)
	r.callers.known = append(r.callers.known, c)
	if r.callers.pcs == nil {
		r.callers.pcs = map[Call]uintptr{}
	}
	r.callers.pcs[c] = pc
	return pc
}

func (r *RT) callAt(pc uintptr) (Call, bool) {
	r.callers.mu.Lock()
	defer r.callers.mu.Unlock()
	i := (int(pc)-firstPC+sizePC/2)/sizePC - 1
	if pc < firstPC || i < 0 || i >= len(r.callers.known) {
		return Call{}, false
	}
	return r.callers.known[i], true
}

// Caller is runtime.Caller.
func (r *RT) Caller(skip int) (pc uintptr, file string, line int, ok bool) {
	calls := r.stack()
	if skip < 0 || skip >= len(calls) {
		return 0, "", 0, false
	}
	return r.pc(calls[skip]), calls[skip].File, calls[skip].Line, true
}

// Callers is runtime.Callers.
func (r *RT) Callers(skip int, pcs []uintptr) int {
	calls := append([]Call{{Func: "runtime.Callers"}}, r.stack()...)
	if skip < 0 || skip >= len(calls) {
		return 0
	}
	calls = calls[skip:]
	n := min(len(calls), len(pcs))
	for i, c := range calls[:n] {
		pcs[i] = r.pc(c)
	}
	return n
}

// A Func stands for a *runtime.Func.
type Func struct {
	call Call
	pc   uintptr
}

// Name is the function's name, "" if f is nil.
func (f *Func) Name() string {
	if f == nil {
		return ""
	}
	return f.call.Func
}

// Entry is the number of the function's call.
func (f *Func) Entry() uintptr { return f.pc }

// FileLine is the place of the call.
func (f *Func) FileLine(uintptr) (file string, line int) { return f.call.File, f.call.Line }

// FuncForPC is runtime.FuncForPC for what Caller and Callers returned; nil for other numbers.
func (r *RT) FuncForPC(pc uintptr) *Func {
	c, ok := r.callAt(pc)
	if !ok {
		return nil
	}
	return &Func{c, pc}
}

// A CallFrame stands for a runtime.Frame.
type CallFrame struct {
	PC       uintptr
	Func     *Func
	Function string
	File     string
	Line     int
	Entry    uintptr
}

// CallFrames stands for a runtime.Frames.
type CallFrames struct{ left []CallFrame }

// CallersFrames is runtime.CallersFrames for what Callers returned.
func (r *RT) CallersFrames(pcs []uintptr) *CallFrames {
	f := &CallFrames{}
	for _, pc := range pcs {
		if c, ok := r.callAt(pc); ok {
			f.left = append(f.left, CallFrame{PC: pc, Func: &Func{c, pc}, Function: c.Func, File: c.File, Line: c.Line, Entry: pc})
		}
	}
	return f
}

// Next returns the next frame and whether there are more.
func (f *CallFrames) Next() (frame CallFrame, more bool) {
	if len(f.left) == 0 {
		return CallFrame{}, false
	}
	frame, f.left = f.left[0], f.left[1:]
	return frame, len(f.left) > 0
}

// DebugStack is debug.Stack.
func (r *RT) DebugStack() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "goroutine %d [running]:\n", Goroutine())
	for _, c := range r.stack() {
		fmt.Fprintf(&b, "%s(...)\n\t%s:%d\n", c.Func, c.File, c.Line)
	}
	return []byte(b.String())
}

// PrintStack is debug.PrintStack.
func (r *RT) PrintStack() {
	w := r.hooks.Stderr
	if w == nil {
		w = os.Stderr
	}
	w.Write(r.DebugStack())
}

// Stack is runtime.Stack of the calling goroutine.
func (r *RT) Stack(buf []byte, _ bool) int { return copy(buf, r.DebugStack()) }
