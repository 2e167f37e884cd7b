package schedule

import (
	"reflect"
	"unsafe"

	"weft/kernel/engine/native/bubble/hook"
)

// What follows is called by instrumented source. Without hooks it does what the original would.

// Receiving is a point before a receive from c.
func Receiving[C any](c C) C { return at(hook.Receive, c) }

// Closing is a point before c is closed or, if it is a function, called to end something.
func Closing[C any](c C) C { return at(hook.Close, c) }

// Looking is a point before it is asked how v stands.
func Looking[V any](v V) V { return at(hook.Look, v) }

func at[V any](op hook.Op, v V) V {
	hook.At(op, pointerIn(&v))
	return v
}

// Func is f for a timer or a context to call in a goroutine of its own: a goroutine that is known.
func Func(f func()) func() {
	b := hook.Fork()
	if b == nil {
		return f
	}
	return func() {
		hook.Born(b)
		defer hook.Died(b)
		f()
	}
}

// pointerIn is the pointer that a channel or function is, to tell it from others; nil for other things.
func pointerIn[V any](v *V) unsafe.Pointer {
	switch reflect.TypeFor[V]().Kind() {
	case reflect.Chan, reflect.Func, reflect.Pointer:
		return *(*unsafe.Pointer)(unsafe.Pointer(v))
	}
	return nil
}

// A Sender sends to a channel.
type Sender[T any] struct{ c chan<- T }

// To returns the Sender to c.
func To[T any](c chan<- T) Sender[T] { return Sender[T]{c} }

// Send is c <- v with a point directly before it.
func (s Sender[T]) Send(v T) {
	hook.At(hook.Send, pointerIn(&s.c))
	s.c <- v
}

// Case is a case of Select.
func (s Sender[T]) Case(v T) *SendCase[T] { return &SendCase[T]{s.c, v} }

// Range is a range over a channel with a point before every receive. It is not inlined so that dumps
// show its own name.
//
//go:noinline
func Range[T any](c <-chan T) func(yield func(T) bool) {
	return func(yield func(T) bool) {
		for {
			hook.At(hook.Range, pointerIn(&c))
			v, ok := <-c
			if !ok || !yield(v) {
				return
			}
		}
	}
}

// A Case is a case of a select statement.
type Case interface {
	try() bool // do it if that is possible now
	wait() reflect.SelectCase
	took(v reflect.Value, ok bool)
}

// A SendCase is case c <- v.
type SendCase[T any] struct {
	c chan<- T
	v T
}

func (s *SendCase[T]) try() bool {
	select {
	case s.c <- s.v:
		return true
	default:
		return false
	}
}

func (s *SendCase[T]) wait() reflect.SelectCase {
	return reflect.SelectCase{Dir: reflect.SelectSend, Chan: reflect.ValueOf(s.c), Send: reflect.ValueOf(&s.v).Elem()}
}

func (s *SendCase[T]) took(reflect.Value, bool) {}

// A RecvCase is case V, OK = <-c.
type RecvCase[T any] struct {
	c  <-chan T
	V  T
	OK bool
}

// Recv returns the case of a receive from c.
func Recv[T any](c <-chan T) *RecvCase[T] { return &RecvCase[T]{c: c} }

func (r *RecvCase[T]) try() bool {
	select {
	case r.V, r.OK = <-r.c:
		return true
	default:
		return false
	}
}

func (r *RecvCase[T]) wait() reflect.SelectCase {
	return reflect.SelectCase{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(r.c)}
}

func (r *RecvCase[T]) took(v reflect.Value, ok bool) {
	reflect.ValueOf(&r.V).Elem().Set(v)
	r.OK = ok
}

// Select does one of the cases and returns its index, or -1 for the default. Which of several that are
// possible is the schedule's choice.
func Select(hasDefault bool, cases ...Case) int {
	hook.At(hook.Select, nil)
	if s := hook.Load(); s != nil && s.Choose != nil && len(cases) > 0 {
		first := s.Choose(len(cases))
		for i := range cases {
			k := (first + i) % len(cases)
			if cases[k].try() {
				return k
			}
		}
		if hasDefault {
			return -1
		}
	}
	list := make([]reflect.SelectCase, 0, len(cases)+1)
	for _, c := range cases {
		list = append(list, c.wait())
	}
	if hasDefault {
		list = append(list, reflect.SelectCase{Dir: reflect.SelectDefault})
	}
	k, v, ok := reflect.Select(list)
	if k == len(cases) {
		return -1
	}
	cases[k].took(v, ok)
	return k
}
