package cross

// A Global is one of the program's that the session has too, or will have.
type Global struct {
	Name string
	Put  func(*Writer) // writes its value
	Get  func(*Reader) // sets it; nil if the session has no value for it
	Back bool          // the cell may change it, or declares it

	// Step is how far the cell must have come for the variable to exist: see WithGlobals. 0 is from the beginning.
	Step int
	// Shared: its value may refer to things that those of other Shared variables refer to as well.
	Shared bool
	// Unordered: the same value may be written in several ways, because it has a map.
	Unordered bool
}

// WithGlobals is a program that runs a cell with variables. reached is set by the cell: the highest
// Step that it has come to.
//
// A variable that did not change does not come back, so that what it refers to stays the same thing for the
// session. If a Shared one comes back all do, because what they share must stay shared.
func WithGlobals(run func(), reached *int, list []Global) Program {
	before := make([]string, len(list)) // as they came
	p := Program{Run: run}
	for _, v := range list {
		if v.Get != nil {
			p.Read = func(r *Reader) { readAll(r, list, before) }
		}
		if v.Back {
			p.Write = func(w *Writer) { writeAll(w, list, before, *reached) }
		}
	}
	return p
}

func readAll(r *Reader, list []Global, before []string) {
	for _, v := range list {
		if v.Get != nil {
			r.Var(v.Name)
			v.Get(r)
		}
	}
	for i, v := range list {
		if v.Get != nil && v.Back && !v.Unordered {
			before[i], _ = v.encoded()
		}
	}
}

// writeAll writes why variables do not come back, and then for each of the others whether it does, and its value.
func writeAll(w *Writer, list []Global, before []string, reached int) {
	back, shared := make([]bool, len(list)), false
	var lost []string
	for i, v := range list {
		if !v.Back || v.Step > reached {
			continue
		}
		now, err := v.encoded()
		if err != nil {
			lost = append(lost, err.Error())
			list[i].Back = false
			continue
		}
		back[i] = v.Get == nil || v.Unordered || now != before[i]
		shared = shared || back[i] && v.Shared
	}
	w.Texts(lost)
	for i, v := range list {
		switch {
		case !v.Back || v.Step > reached:
		case back[i] || shared && v.Shared:
			w.Bool(true)
			w.Var(v.Name)
			v.Put(w)
			continue
		}
		w.Bool(false)
	}
}

// encoded is the value by itself.
func (v Global) encoded() (string, error) {
	w := NewWriter()
	w.name = v.Name
	v.Put(w)
	return string(w.buf), w.err
}

// Lost reads the beginning of what WithGlobals wrote: why variables do not come back, each with its name.
func (r *Reader) Lost() []string { return r.Texts() }
