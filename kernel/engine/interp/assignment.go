package interp

import (
	"reflect"
	"unsafe"
)

// Quick steps that give variables their values (quick.go).

// assignment is the step of x = y, of x := y, and of x, y = z, w.
func (q *quickStep) assignment() step {
	dest, ok1 := q.reader(q.children[0])
	from, ok2 := q.reader(q.children[len(q.children)-1])
	if !ok1 || !ok2 {
		return nil
	}
	run, next := q.run, q.next
	switch {
	case q.defines(q.node):
		return q.definition(from)
	case len(q.children) == 4:
		return q.exchange()
	}
	return func(frame unsafe.Pointer) step {
		switch v, w := dest(frame), from(frame); {
		case v.CanInt() && w.CanInt():
			v.SetInt(w.Int())
		case v.Kind() == reflect.Bool && w.Kind() == reflect.Bool:
			v.SetBool(w.Bool())
		default:
			return run(frame)
		}
		return next
	}
}

// exchange is the step of x, y = z, w. As in the interpreter's all are read before one is written.
func (q *quickStep) exchange() step {
	var read [4]func(unsafe.Pointer) reflect.Value
	for i, c := range q.children {
		var ok bool
		if read[i], ok = q.reader(c); !ok {
			return nil
		}
	}
	run, next := q.run, q.next
	return func(frame unsafe.Pointer) step {
		x, y, z, w := read[0](frame), read[1](frame), read[2](frame), read[3](frame)
		if !x.CanInt() || !y.CanInt() || !z.CanInt() || !w.CanInt() {
			return run(frame)
		}
		v := w.Int()
		x.SetInt(z.Int())
		y.SetInt(v)
		return next
	}
}

// definition is the step of x := y: the variable is a new one each time, since closures and pointers may have
// that of an earlier round.
func (q *quickStep) definition(from func(unsafe.Pointer) reflect.Value) step {
	if q.to < 0 {
		return nil
	}
	run, data, next, to := q.run, q.data, q.next, q.to
	return func(frame unsafe.Pointer) step {
		w, d := from(frame), *at[[]reflect.Value](frame, data)
		if w.Kind() != reflect.Int || d[to].Kind() != reflect.Int {
			return run(frame)
		}
		v := reflect.New(d[to].Type()).Elem()
		v.SetInt(w.Int())
		d[to] = v
		return next
	}
}

// assertion is the step of x.(T).
func (q *quickStep) assertion() step {
	from, ok := q.reader(q.children[0])
	if !ok || q.to < 0 || q.fail != nil {
		return nil
	}
	run, data, next, to := q.run, q.data, q.next, q.to
	return func(frame unsafe.Pointer) step {
		x, dest := from(frame), (*at[[]reflect.Value](frame, data))[to]
		if x.Kind() != reflect.Interface || x.NumMethod() > 0 {
			return run(frame)
		}
		v := x.Elem()
		if !v.IsValid() || !dest.IsValid() || v.Type() != dest.Type() {
			return run(frame)
		}
		switch v.Kind() {
		case reflect.Int:
			dest.SetInt(v.Int())
		case reflect.Bool:
			dest.SetBool(v.Bool())
		case reflect.String:
			dest.SetString(v.String())
		default:
			return run(frame)
		}
		return next
	}
}
