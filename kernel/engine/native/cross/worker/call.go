package worker

import (
	"runtime"

	"weft/kernel/engine/native/cross"
)

// Call is that of call.Worker. What fails it panics with is the value that the function panicked with, or a
// *[Failure].
func (w *Worker) Call(function int, write func(*cross.Writer), read func(*cross.Reader)) {
	w.pool.under.Add(1)
	defer w.pool.under.Add(-1)
	k := w.begin(function)
	m := k.c.Begin()
	m.Uint32(uint32(function))
	if write(m); m.Err() != nil {
		k.c.release(false)
		panic(k.failed(function, "arguments: "+m.Err().Error()))
	}
	r := k.exchange()
	k.c.process.words.flush()
	if status := r.Uint8(); status != cross.Returned {
		k.raise(status, r)
	}
	read(r)
	err := r.End()
	k.c.release(err != nil)
	if err != nil {
		panic(k.failed(function, "results: "+err.Error()))
	}
}

// A call is one on its way.
type call struct {
	*Worker
	function int
	stop     <-chan struct{} // of the cell that made it
	c        *connection     // to be released
}

// begin finds a connection.
func (w *Worker) begin(function int) call {
	k := call{Worker: w, function: function, stop: w.pool.opts.Stop()}
	c, err := w.connect(k.stop)
	if k.stopped() { // after the pool knows of the call: it will not look again
		if err == nil {
			c.release(false)
		}
		runtime.Goexit()
	}
	if err != nil {
		panic(k.failed(function, err.Error()))
	}
	k.c = c
	return k
}

func (k call) stopped() bool { return closed(k.stop) }

// exchange sends the call and waits for its answer.
func (k call) exchange() *cross.Reader {
	err := k.c.Send()
	if err == nil {
		var r *cross.Reader
		if r, err = k.c.Receive(); err == nil {
			return r
		}
	}
	if size, ok := err.(*cross.SizeError); ok {
		k.c.release(false)
		panic(k.failed(k.function, "arguments: "+size.Error()))
	}
	k.c.release(true)
	reason := k.c.process.why(k.stop)
	if k.stopped() {
		runtime.Goexit()
	}
	panic(k.failed(k.function, reason))
}

// raise ends a call as the function has ended.
func (k call) raise(status uint8, r *cross.Reader) {
	var value any
	stack := ""
	switch status {
	case cross.Panicked:
		value, stack = cross.ReadPanic(r), r.Text()
	case cross.Exited:
	default:
		value = k.failed(k.function, r.Text())
	}
	if err := r.End(); err != nil {
		value = k.failed(k.function, err.Error())
	}
	k.c.release(false)
	if value == nil {
		runtime.Goexit()
	}
	if stack != "" {
		k.pool.opts.Raised(stack)
	}
	panic(value)
}

func closed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}
