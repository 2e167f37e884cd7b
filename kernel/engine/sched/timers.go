package sched

import (
	"runtime"
	"strings"
	"sync/atomic"
	"unsafe"
)

// A Timer is a pending one that can wake a goroutine or start one. Those that end a sleep and those of the
// network poller are not told: the goroutine that waits for them says so itself.
type Timer struct {
	// Func is the function that it will call on a goroutine of its own; "" if it sends on a channel. A
	// channel's timer is pending only while a goroutine waits for the channel (since Go 1.23).
	Func string
}

// Timers are the pending ones of all processors. While nothing runs besides the caller, they are all that
// there are; otherwise one may be missing that is being changed.
func (r *Runtime) Timers() (pending []Timer) {
	procs := r.procs.load()
	for i := range procs.len {
		heap := at[header](procs.item(i), timersOfP+heapOf).load()
		for k := range heap.len {
			timer := *at[unsafe.Pointer](heap.list, uintptr(k)*sizeOfEntry)
			if timer == nil || *at[uint8](timer, stateOf)&zombie != 0 {
				continue
			}
			if t, ok := timerOf(timer); ok {
				pending = append(pending, t)
			}
		}
	}
	return pending
}

// Quiet reports whether no processor but the caller's runs anything: neither goroutines nor timers.
func (r *Runtime) Quiet() bool {
	procs, busy := r.procs.load(), 0
	for i := range procs.len {
		if atomic.LoadUint32(at[uint32](procs.item(i), statusOfP)) != procIdle {
			busy++
		}
	}
	return busy <= 1
}

// timerOf tells what a timer does; ok is false if that is nothing for the program.
func timerOf(timer unsafe.Pointer) (t Timer, ok bool) {
	name := functionName(*at[unsafe.Pointer](timer, functionOf))
	switch {
	case name == "time.sendTime":
		return Timer{}, true
	case name == "time.goFunc":
		if f, ok := (*at[any](timer, argumentOf)).(func()); ok {
			return Timer{Func: functionName(*(*unsafe.Pointer)(unsafe.Pointer(&f)))}, true
		}
	case strings.HasPrefix(name, "runtime."):
		return t, false
	}
	return Timer{Func: name}, true
}

// functionName is the name of a function value.
func functionName(f unsafe.Pointer) string {
	if f == nil {
		return "?"
	}
	if fn := runtime.FuncForPC(*(*uintptr)(f)); fn != nil {
		return fn.Name()
	}
	return "?"
}
