package interp

import (
	"reflect"
	"unsafe"
)

// Quick steps for elements and fields (quick.go).

// length is the step of len(x).
func (q *quickStep) length() step {
	of, ok := q.reader(q.children[1])
	if !ok || q.to < 0 {
		return nil
	}
	run, data, next, to := q.run, q.data, q.next, q.to
	return func(frame unsafe.Pointer) step {
		v, dest := of(frame), (*at[[]reflect.Value](frame, data))[to]
		if !indexed(v) || !dest.CanInt() {
			return run(frame)
		}
		dest.SetInt(int64(v.Len()))
		return next
	}
}

// item is the step of s[i]. Like the interpreter's it leaves the element itself in the frame, to be assigned to.
func (q *quickStep) item() step {
	p, ok := q.operands(q.children[0], q.children[1])
	if !ok || q.to < 0 {
		return nil
	}
	run, data, next, fail, to := q.run, q.data, q.next, q.fail, q.to
	if fail != nil {
		return func(frame unsafe.Pointer) step {
			v, ok := elementOf(p.x(frame), p.y(frame))
			if !ok {
				return run(frame)
			}
			(*at[[]reflect.Value](frame, data))[to] = v
			if v.Bool() {
				return next
			}
			return fail
		}
	}
	if x, y := p.at, p.and; x >= 0 && y >= 0 {
		return func(frame unsafe.Pointer) step {
			d := *at[[]reflect.Value](frame, data)
			v, ok := elementOf(d[x], d[y])
			if !ok {
				return run(frame)
			}
			d[to] = v
			return next
		}
	}
	return func(frame unsafe.Pointer) step {
		v, ok := elementOf(p.x(frame), p.y(frame))
		if !ok {
			return run(frame)
		}
		(*at[[]reflect.Value](frame, data))[to] = v
		return next
	}
}

// elementOf is s[i]; ok is false if it cannot be told, or if i is out of range.
func elementOf(s, i reflect.Value) (v reflect.Value, ok bool) {
	if !indexed(s) || !i.CanInt() {
		return v, false
	}
	k := i.Int()
	if k < 0 || k >= int64(s.Len()) {
		return v, false
	}
	return s.Index(int(k)), true
}

// indexed reports whether v has elements that are found by their numbers.
func indexed(v reflect.Value) bool {
	k := v.Kind()
	return k == reflect.Slice || k == reflect.String || k == reflect.Array
}

// part is the step of x.f for a struct x, which leaves the field itself in the frame.
func (q *quickStep) part() step {
	index, isPath := (*at[any](q.node, q.val)).([]int)
	of, ok := q.reader(q.children[0])
	if !isPath || !ok || len(index) != 1 || q.to < 0 || q.fail != nil {
		return nil
	}
	run, data, next, to, number := q.run, q.data, q.next, q.to, index[0]
	return func(frame unsafe.Pointer) step {
		v := of(frame)
		if v.Kind() != reflect.Struct {
			return run(frame)
		}
		(*at[[]reflect.Value](frame, data))[to] = v.Field(number)
		return next
	}
}
