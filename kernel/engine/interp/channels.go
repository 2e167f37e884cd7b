package interp

import (
	"reflect"
	"unsafe"
)

// Quick steps for channels (quick.go, lanes.go).

// until is what the channel operations in a frame also wait for, nil if that is not known. A function's frame
// has it from the beginning; the global one changes.
func (n *nodes) until(frame unsafe.Pointer) <-chan struct{} {
	if frame == *at[unsafe.Pointer](frame, n.top) {
		return nil
	}
	c := at[reflect.SelectCase](frame, n.done).Chan
	if c.Kind() != reflect.Chan {
		return nil
	}
	done, _ := c.Interface().(chan struct{})
	return done
}

// send is the step of c <- x.
func (q *quickStep) send() step {
	p, ok := q.operands(q.children[0], q.children[1])
	if !ok {
		return nil
	}
	run, next := q.run, q.next
	return func(frame unsafe.Pointer) step {
		ch, v := p.x(frame), p.y(frame)
		l, done := laneFor(ch), q.until(frame)
		if l == nil || done == nil || v.Kind() != ch.Type().Elem().Kind() {
			return run(frame)
		}
		if !l.send(ch, v, done) {
			return nil
		}
		return next
	}
}

// receive is the step of <-c.
func (q *quickStep) receive() step {
	from, ok := q.reader(q.children[0])
	if !ok || q.fail != nil || q.to < 0 {
		return nil
	}
	run, next, data, to := q.run, q.next, q.data, q.to
	return func(frame unsafe.Pointer) step {
		ch := from(frame)
		l, done := laneFor(ch), q.until(frame)
		if l == nil || done == nil {
			return run(frame)
		}
		v := reflect.New(ch.Type().Elem()).Elem()
		if got, _ := l.receive(ch, v, done); !got {
			return nil
		}
		(*at[[]reflect.Value](frame, data))[to] = v
		return next
	}
}

// receivePair is the step of v, ok := <-c.
func (q *quickStep) receivePair() step {
	left := *at[[]unsafe.Pointer](*at[unsafe.Pointer](q.node, q.anc), q.child)
	from, ok1 := q.reader(q.children[0])
	value, ok2 := q.reader(left[0])
	status, ok3 := q.reader(left[1])
	if !ok1 || !ok2 || !ok3 {
		return nil
	}
	run, next := q.run, q.next
	return func(frame unsafe.Pointer) step {
		ch, v, k := from(frame), value(frame), status(frame)
		l, done := laneFor(ch), q.until(frame)
		if l == nil || done == nil || v.Kind() != ch.Type().Elem().Kind() || k.Kind() != reflect.Bool {
			return run(frame)
		}
		got, ok := l.receive(ch, v, done)
		if !got {
			return nil
		}
		k.SetBool(ok)
		return next
	}
}

// receiveEach is the step of for v := range c.
func (q *quickStep) receiveEach() step {
	from, ok1 := q.reader(q.children[1])
	value := *at[int](q.children[0], q.findex)
	if !ok1 || value < 0 || q.fail == nil {
		return nil
	}
	run, data, next, fail := q.run, q.data, q.next, q.fail
	return func(frame unsafe.Pointer) step {
		ch, v := from(frame), (*at[[]reflect.Value](frame, data))[value]
		l, done := laneFor(ch), q.until(frame)
		if l == nil || done == nil || v.Kind() != ch.Type().Elem().Kind() {
			return run(frame)
		}
		switch got, ok := l.receive(ch, v, done); {
		case !got:
			return nil
		case !ok:
			return fail
		}
		return next
	}
}
