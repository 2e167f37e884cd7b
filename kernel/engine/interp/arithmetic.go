package interp

import (
	"reflect"
	"unsafe"
)

// Quick steps for what loops do with integers (quick.go).

// An operation is a calculation with two signed integers, which wrap around where they are stored.
type operation int

const (
	plus operation = iota
	minus
	times
)

func (o operation) of(x, y int64) int64 {
	switch o {
	case plus:
		return x + y
	case minus:
		return x - y
	}
	return x * y
}

// An order is a set of ways in which two integers can be ordered.
type order int

const (
	below order = 1 << iota
	same
	above
)

func (o order) has(x, y int64) bool {
	switch {
	case x < y:
		return o&below != 0
	case x > y:
		return o&above != 0
	}
	return o&same != 0
}

// A pair is the two operands of a step.
type pair struct {
	x, y       func(frame unsafe.Pointer) reflect.Value
	at, and    int   // indexes in the frame of the running function; -1 if they are elsewhere
	constant   int64 // the second one
	isConstant bool
}

// operands finds where the values of two nodes are.
func (q *quickStep) operands(x, y unsafe.Pointer) (p pair, ok bool) {
	read, ok1 := q.reader(x)
	other, ok2 := q.reader(y)
	if !ok1 || !ok2 {
		return p, false
	}
	p = pair{x: read, y: other, at: -1, and: -1}
	if i, ok := q.local(x); ok {
		p.at = i
	}
	if i, ok := q.local(y); ok {
		p.and = i
	}
	if v := *at[reflect.Value](y, q.rval); v.IsValid() && v.CanInt() {
		p.constant, p.isConstant = v.Int(), true
	}
	return p, true
}

// calculation is the step of x + y and the like. Here and below the most frequent forms of operands have steps
// of their own.
func (q *quickStep) calculation(o operation) step {
	p, ok := q.operands(q.children[0], q.children[1])
	if !ok || q.to < 0 {
		return nil
	}
	run, data, next, to := q.run, q.data, q.next, q.to
	switch x, y, c := p.at, p.and, p.constant; {
	case x >= 0 && p.isConstant:
		return func(frame unsafe.Pointer) step {
			d := *at[[]reflect.Value](frame, data)
			if v, dest := d[x], d[to]; v.CanInt() && dest.CanInt() {
				dest.SetInt(o.of(v.Int(), c))
				return next
			}
			return run(frame)
		}
	case x >= 0 && y >= 0:
		return func(frame unsafe.Pointer) step {
			d := *at[[]reflect.Value](frame, data)
			if v, w, dest := d[x], d[y], d[to]; v.CanInt() && w.CanInt() && dest.CanInt() {
				dest.SetInt(o.of(v.Int(), w.Int()))
				return next
			}
			return run(frame)
		}
	}
	return func(frame unsafe.Pointer) step {
		if v, w, dest := p.x(frame), p.y(frame), (*at[[]reflect.Value](frame, data))[to]; v.CanInt() && w.CanInt() && dest.CanInt() {
			dest.SetInt(o.of(v.Int(), w.Int()))
			return next
		}
		return run(frame)
	}
}

// comparison is the step of x == y and the like.
func (q *quickStep) comparison(o order) step {
	p, ok := q.operands(q.children[0], q.children[1])
	if !ok || q.to < 0 {
		return nil
	}
	run, data, next, fail, to := q.run, q.data, q.next, q.fail, q.to
	if fail == nil {
		fail = next
	}
	switch x, y, c := p.at, p.and, p.constant; {
	case x >= 0 && p.isConstant:
		return func(frame unsafe.Pointer) step {
			d := *at[[]reflect.Value](frame, data)
			v, dest := d[x], d[to]
			switch {
			case !v.CanInt() || dest.Kind() != reflect.Bool:
				return run(frame)
			case o.has(v.Int(), c):
				dest.SetBool(true)
				return next
			}
			dest.SetBool(false)
			return fail
		}
	case x >= 0 && y >= 0:
		return func(frame unsafe.Pointer) step {
			d := *at[[]reflect.Value](frame, data)
			v, w, dest := d[x], d[y], d[to]
			switch {
			case !v.CanInt() || !w.CanInt() || dest.Kind() != reflect.Bool:
				return run(frame)
			case o.has(v.Int(), w.Int()):
				dest.SetBool(true)
				return next
			}
			dest.SetBool(false)
			return fail
		}
	}
	return func(frame unsafe.Pointer) step {
		v, w, dest := p.x(frame), p.y(frame), (*at[[]reflect.Value](frame, data))[to]
		switch {
		case !v.CanInt() || !w.CanInt() || dest.Kind() != reflect.Bool:
			return run(frame)
		case o.has(v.Int(), w.Int()):
			dest.SetBool(true)
			return next
		}
		dest.SetBool(false)
		return fail
	}
}

// update is the step of x += y and the like.
func (q *quickStep) update(o operation) step {
	p, ok := q.operands(q.children[0], q.children[1])
	if !ok {
		return nil
	}
	run, data, next := q.run, q.data, q.next
	switch x, y, c := p.at, p.and, p.constant; {
	case x >= 0 && p.isConstant:
		return func(frame unsafe.Pointer) step {
			if v := (*at[[]reflect.Value](frame, data))[x]; v.CanInt() {
				v.SetInt(o.of(v.Int(), c))
				return next
			}
			return run(frame)
		}
	case x >= 0 && y >= 0:
		return func(frame unsafe.Pointer) step {
			d := *at[[]reflect.Value](frame, data)
			if v, w := d[x], d[y]; v.CanInt() && w.CanInt() {
				v.SetInt(o.of(v.Int(), w.Int()))
				return next
			}
			return run(frame)
		}
	}
	return func(frame unsafe.Pointer) step {
		if v, w := p.x(frame), p.y(frame); v.CanInt() && w.CanInt() {
			v.SetInt(o.of(v.Int(), w.Int()))
			return next
		}
		return run(frame)
	}
}

// count is the step of x++ and x--.
func (q *quickStep) count(by int64) step {
	read, ok := q.reader(q.children[0])
	if !ok {
		return nil
	}
	run, data, next := q.run, q.data, q.next
	if x, ok := q.local(q.children[0]); ok {
		return func(frame unsafe.Pointer) step {
			if v := (*at[[]reflect.Value](frame, data))[x]; v.CanInt() {
				v.SetInt(v.Int() + by)
				return next
			}
			return run(frame)
		}
	}
	return func(frame unsafe.Pointer) step {
		if v := read(frame); v.CanInt() {
			v.SetInt(v.Int() + by)
			return next
		}
		return run(frame)
	}
}
