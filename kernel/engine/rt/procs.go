package rt

import (
	"reflect"

	"weft/kernel/procs"
)

// ProcsOpen returns the value in a box, and what package procs has to know of its type; other values are what they are.
func ProcsOpen(x any) (any, procs.Shape) {
	b, ok := x.(boxed)
	if !ok {
		return x, nil
	}
	t := b.Boxed().T
	if !t.inCycle(map[*Type]bool{}) {
		return b.Boxed().V, nil
	}
	return b.Boxed().V, procsShape{t}
}

// procsShape is a descriptor as a procs.Shape.
type procsShape struct{ t *Type }

func shapeOf(t *Type) procs.Shape {
	if t == nil {
		return nil
	}
	return procsShape{t}
}

func (s procsShape) Elem() procs.Shape { return shapeOf(s.t.elem) }
func (s procsShape) Key() procs.Shape  { return shapeOf(s.t.key) }

func (s procsShape) Field(i int) procs.Shape {
	if i >= len(s.t.fields) {
		return nil
	}
	return shapeOf(s.t.fields[i].typ)
}

func (s procsShape) Held() reflect.Type {
	if s.t.Kind == "interface" {
		return nil
	}
	return s.t.layout
}
