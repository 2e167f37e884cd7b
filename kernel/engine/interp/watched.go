package interp

import (
	"weft/kernel/engine/pipe"
	"weft/kernel/engine/rt/detect"
)

// watched begins to look at a cell for data races, if it is asked for. It is called on the cell's own goroutine,
// and end when that ends.
func (s *session) watched(c *cell, e *pipe.Eval) (end func()) {
	w := s.rt.Watch()
	switch {
	case e.Peek != "":
		return func() {}
	case e.Race == pipe.RaceOff:
		w.Off()
		return func() {}
	}
	careful := e.Race == pipe.RaceCareful || !w.IsOn() && s.othersRun()
	w.On()
	end = w.Cell(c.number)
	if careful {
		w.BeCareful()
	}
	return end
}

// othersRun reports whether there are goroutines of cells besides the calling one: they do not tell what they do.
func (s *session) othersRun() bool {
	text, ok := trace()
	return !ok || labelled(text) > 1
}

// races are the data races that are to be told below cell number: those that are new, and those in which the cell has
// its part. Goroutines of earlier cells may go on to race where they did.
func (s *session) races(number int) []pipe.Race {
	var all []pipe.Race
	for _, r := range s.rt.Watch().Races() {
		if r.Again && r.Accesses[0].Who.Cell != number && r.Accesses[1].Who.Cell != number {
			continue
		}
		race := pipe.Race{Count: r.Count}
		for i, a := range r.Accesses {
			race.Accesses[i] = pipe.Access{
				Write: a.Kind == detect.Write || a.Kind == detect.AtomicWrite, Atomic: a.Kind >= detect.AtomicRead, Name: a.Site.Name,
				Frame: exact(a.Site.Cell, a.Site.Line, a.Site.Col), Cell: a.Who.Cell,
			}
			if a.Who.Started != "" {
				race.Accesses[i].Started = placeOf(a.Who.Started)
			}
		}
		all = append(all, race)
	}
	return all
}
