package crash

import (
	"cmp"
	"slices"

	"weft/kernel/golang/cell"
)

// At is where the goroutine is: its innermost place in a cell, without a column; invalid if there is none.
func (g Goroutine) At() cell.Pos {
	for _, f := range g.Frames {
		if f.Pos.IsValid() {
			return f.Pos
		}
	}
	return cell.Pos{}
}

// From is the place of the go statement that started the goroutine; invalid for the main goroutine and for those
// that a package has started.
func (g Goroutine) From() cell.Pos {
	if g.Creator == nil {
		return cell.Pos{}
	}
	return g.Creator.Pos
}

// A Group is goroutines that wait for the same reason at the same place and were started at one.
type Group struct {
	State string
	At    cell.Pos
	From  cell.Pos
	IDs   []int
}

// Groups gathers goroutines, the largest group first; of the same size in the order of the list. Goroutines
// that have nothing to do with a cell are left out.
func Groups(list []Goroutine) []Group {
	type key struct {
		state    string
		at, from cell.Pos
	}
	var all []Group
	index := make(map[key]int)
	for _, g := range list {
		k := key{g.State, g.At(), g.From()}
		if !k.at.IsValid() && !k.from.IsValid() {
			continue
		}
		i, ok := index[k]
		if !ok {
			i = len(all)
			index[k] = i
			all = append(all, Group{State: k.state, At: k.at, From: k.from})
		}
		all[i].IDs = append(all[i].IDs, g.ID)
	}
	slices.SortStableFunc(all, func(a, b Group) int { return cmp.Compare(len(b.IDs), len(a.IDs)) })
	return all
}
