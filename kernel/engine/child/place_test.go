package child

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"weft/kernel/engine/pipe"
)

// TestPlaces: a process that starts later is told everything, one that knows it nothing.
func TestPlaces(t *testing.T) {
	c := &Child{}
	var old, fresh int
	if p := c.places.news(&old); p != nil {
		t.Errorf("news before the first change: %v", p)
	}
	c.Move(pipe.Place{Dir: "/a", Set: map[string]string{"X": "1", "Y": "1"}})
	if p := c.places.news(&old); p == nil || p.Dir != "/a" {
		t.Errorf("news of a change: %v", p)
	}
	if p := c.places.news(&old); p != nil {
		t.Errorf("the same news again: %v", p)
	}
	c.places.moved(&pipe.Place{Dir: "/b", Set: map[string]string{"X": "2"}, Unset: []string{"Y", "Z"}}, &old)
	if p := c.places.news(&old); p != nil {
		t.Errorf("news of what it has changed itself: %v", p)
	}
	c.Move(pipe.Place{Set: map[string]string{"Z": "3"}})
	c.places.moved(&pipe.Place{Set: map[string]string{"X": "4"}}, &old) // it does not know of Z yet
	want := pipe.Place{Dir: "/b", Set: map[string]string{"X": "4", "Z": "3"}, Unset: []string{"Y"}}
	for name, told := range map[string]*int{"the old process": &old, "a fresh one": &fresh} {
		p := c.places.news(told)
		if p == nil {
			t.Errorf("%s is told nothing", name)
			continue
		}
		if d := cmp.Diff(want, *p); d != "" {
			t.Errorf("%s is told (-want +got):\n%s", name, d)
		}
	}
	if d := cmp.Diff(want, c.Place()); d != "" {
		t.Errorf("Place (-want +got):\n%s", d)
	}
	c.places.moved(nil, &old)
	if p := c.places.news(&old); p != nil {
		t.Errorf("news of nothing: %v", p)
	}
}
