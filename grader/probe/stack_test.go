package probe

import (
	"strings"
	"testing"

	"weft/grader/observe"
)

func TestHere(t *testing.T) {
	inner := func(name string) (at observe.Pos) {
		func() { at = here(func(f string) bool { return strings.HasSuffix(f, "probe."+name) }) }()
		return at
	}
	if at := inner("TestHere"); at.File != "stack_test.go" || at.Line != 15 || at.Func == "" {
		t.Errorf("the place is %+v, want line 15 of this file", at)
	}
	if at := inner("Nobody"); at != (observe.Pos{}) {
		t.Errorf("the place is %+v although nothing of it is on the stack", at)
	}
}
