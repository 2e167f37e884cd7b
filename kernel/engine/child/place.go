package child

import (
	"maps"
	"slices"
	"sync"

	"weft/kernel/engine/pipe"
)

// places is where cells run: the folder and the environment, as they differ from those that a process starts with.
// They outlive processes. Cells change them by os.Chdir and os.Setenv, and the notebook by Move.
type places struct {
	mu      sync.Mutex
	now     pipe.Place
	version int // goes up with each change
}

// Place is where cells run now.
func (c *Child) Place() pipe.Place {
	c.places.mu.Lock()
	defer c.places.mu.Unlock()
	return clone(c.places.now)
}

// Move changes where cells run, from the next one on, or from the end of the command that runs between the statements of
// one. Fields that are zero change nothing.
func (c *Child) Move(to pipe.Place) {
	c.places.mu.Lock()
	defer c.places.mu.Unlock()
	c.places.merge(to)
	c.places.version++
}

// news is what a process is to be told that knows of a version; nil if it knows all.
func (w *places) news(told *int) *pipe.Place {
	w.mu.Lock()
	defer w.mu.Unlock()
	if *told == w.version {
		return nil
	}
	*told = w.version
	now := clone(w.now)
	return &now
}

// moved takes over what a process has changed itself. It still has to be told of what it did not know.
func (w *places) moved(change *pipe.Place, told *int) {
	if change == nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.merge(*change)
	if *told == w.version {
		*told++
	}
	w.version++
}

func (w *places) merge(p pipe.Place) {
	if p.Dir != "" {
		w.now.Dir = p.Dir
	}
	if w.now.Set == nil {
		w.now.Set = map[string]string{}
	}
	maps.Copy(w.now.Set, p.Set)
	w.now.Unset = slices.DeleteFunc(w.now.Unset, func(name string) bool {
		_, set := p.Set[name]
		return set
	})
	for _, name := range p.Unset {
		delete(w.now.Set, name)
		if !slices.Contains(w.now.Unset, name) {
			w.now.Unset = append(w.now.Unset, name)
		}
	}
}

func clone(p pipe.Place) pipe.Place {
	return pipe.Place{Dir: p.Dir, Set: maps.Clone(p.Set), Unset: slices.Clone(p.Unset)}
}
