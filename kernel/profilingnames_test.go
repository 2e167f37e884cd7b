package kernel

import (
	"testing"

	"weft/kernel/engine/profiling"
	"weft/kernel/golang/slice"
)

func TestFunctionNames(t *testing.T) {
	s := &Session{}
	for _, tt := range []struct {
		kind       profiling.Kind
		name, want string
	}{
		{profiling.Own, "main.burn", "burn"},
		{profiling.Own, "main.(*tide).at", "(*tide).at"},
		{profiling.Own, "main.(*ring[go.shape.int]).put", "(*ring).put"},
		{profiling.Own, "main.burn.func1", "burn.func1"},
		{profiling.Own, "main.burn.gowrap2", "burn"},
		{profiling.Own, "main." + slice.BodyName, theCell},
		{profiling.Own, "main." + slice.BodyName + ".func2", "func literal 2"},
		{profiling.Own, "main." + slice.BodyName + ".func2.1", "func literal 2.1"},
		{profiling.Own, "main." + slice.BodyName + ".gowrap1", theCell},
		{profiling.Library, "slices.Max[go.shape.[]float64,go.shape.float64]", "slices.Max"},
		{profiling.Library, "net/http.(*Client).Do", "http.(*Client).Do"},
		{profiling.Library, "example.com/a.Map[example.com/b.T]", "a.Map"},
		{profiling.System, profiling.Collector, profiling.Collector},
	} {
		if got := s.functionName(profiling.Frame{Func: tt.name, Kind: tt.kind}); got != tt.want {
			t.Errorf("%s is called %q, want %q", tt.name, got, tt.want)
		}
	}
}
