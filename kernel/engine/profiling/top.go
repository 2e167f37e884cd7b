package profiling

import (
	"cmp"
	"slices"
)

// An Entry is a line of a function.
type Entry struct {
	Frame
	Flat, Cumulative int64 // its own; with what it calls
	Count            int64 // how often, of its own
}

// place is what makes an entry of several frames.
func (f Frame) place() Frame {
	f.Pos.Col = 0
	return f
}

// Top lists the lines of functions, those with most of their own first.
func (p Profile) Top() []Entry {
	index := map[Frame]*Entry{}
	var all []*Entry
	entry := func(f Frame) *Entry {
		f = f.place()
		if index[f] == nil {
			index[f] = &Entry{Frame: f}
			all = append(all, index[f])
		}
		return index[f]
	}
	for _, s := range p.Samples {
		var seen []Frame // a function that calls itself is in a stack many times
		for i, f := range s.Frames {
			e := entry(f)
			if i == 0 {
				e.Flat += s.Value
				e.Count += s.Count
			}
			if !slices.Contains(seen, e.Frame) {
				seen = append(seen, e.Frame)
				e.Cumulative += s.Value
			}
		}
	}
	list := make([]Entry, 0, len(all))
	for _, e := range all {
		list = append(list, *e)
	}
	slices.SortStableFunc(list, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(b.Flat, a.Flat), cmp.Compare(b.Cumulative, a.Cumulative), cmp.Compare(a.Func, b.Func), a.Pos.Line-b.Pos.Line)
	})
	return list
}

// A Node is a function as it was called from those above it.
type Node struct {
	Frame          // Pos is its heaviest line
	Value    int64 // with what it calls
	Children []*Node

	lines map[Frame]int64
}

// Tree joins the stacks from their outermost calls on, the heaviest first. A function that calls itself directly is
// one node. The root stands for everything.
func (p Profile) Tree() *Node {
	root := &Node{}
	for _, s := range p.Samples {
		n := root
		n.Value += s.Value
		for _, f := range slices.Backward(s.Frames) {
			if n == root || n.Func != f.Func || n.Kind != f.Kind {
				n = n.child(f)
				n.Value += s.Value
			}
			n.lines[f.place()] += s.Value
		}
	}
	root.arrange()
	return root
}

func (n *Node) child(f Frame) *Node {
	for _, c := range n.Children {
		if c.Func == f.Func && c.Kind == f.Kind {
			return c
		}
	}
	c := &Node{Frame: f, lines: map[Frame]int64{}}
	n.Children = append(n.Children, c)
	return c
}

func (n *Node) arrange() {
	most := int64(0)
	for f, v := range n.lines {
		if v > most || v == most && f.Pos.Before(n.Pos) {
			n.Pos, most = f.Pos, v
		}
	}
	slices.SortStableFunc(n.Children, func(a, b *Node) int {
		return cmp.Or(cmp.Compare(b.Value, a.Value), cmp.Compare(a.Func, b.Func))
	})
	for _, c := range n.Children {
		c.arrange()
	}
}

// Named is the profile with other names of functions.
func (p Profile) Named(name func(Frame) string) Profile {
	known := map[Frame]string{}
	samples := make([]Sample, len(p.Samples))
	for i, s := range p.Samples {
		s.Frames = slices.Clone(s.Frames)
		for k, f := range s.Frames {
			text, ok := known[f]
			if !ok {
				text = name(f)
				known[f] = text
			}
			s.Frames[k].Func = text
		}
		samples[i] = s
	}
	p.Samples = samples
	return p
}
