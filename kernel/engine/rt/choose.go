package rt

import "strings"

//go:generate go run genvariants.go

// chooseWrap finds the box variant with exactly the standard methods that t has.
func (t *Type) chooseWrap() func(B) any {
	mask := 0
	var names []string
	for _, p := range parts {
		if p.bit == hasHeap && mask&hasSort == 0 {
			continue // Push and Pop alone are no interface
		}
		if p.present(t) {
			mask |= p.bit
			names = append(names, p.name)
		}
	}
	wrap, ok := variants[mask]
	if !ok {
		panic("unsupported here: " + t.Name + " as an interface value, with all of " + strings.Join(names, ", ") +
			"; rewrite: give the methods to two types")
	}
	t.mu.Lock()
	t.wrap = wrap
	t.mu.Unlock()
	return wrap
}

// hasFunc reports whether a method of t was lowered to a function of the type F.
func hasFunc[F any](t *Type, name string) bool {
	_, ok := method[F](t, name)
	return ok
}

// funcOf is method for a method that is there: variants have only those.
func funcOf[F any](t *Type, name string) F {
	f, _ := method[F](t, name)
	return f
}
