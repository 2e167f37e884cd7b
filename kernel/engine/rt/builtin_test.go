package rt

import (
	"errors"
	"testing"
)

func TestTuple(t *testing.T) {
	for _, tt := range []struct {
		tuple Tuple
		want  string
	}{
		{Tuple{1, "a", nil}, `1, "a", nil`},
		{Tuple{"a b", errors.New("bad")}, `"a b", bad`},
		{Tuple{[]string{"x"}, Box(New(Hooks{}).NewType("main.N", "int", true), 3)}, `["x"], 3`},
	} {
		if got := tt.tuple.String(); got != tt.want {
			t.Errorf("got %s, want %s", got, tt.want)
		}
	}
}
