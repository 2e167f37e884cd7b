package lower

import (
	"reflect"
	"testing"

	"weft/kernel/golang/cell"
)

func TestMarks(t *testing.T) {
	text := "/*@f1:2:3*/func f() { /*line cell[1]:4:1*//*@/1:4:7*//*@c1:4:1*/g() / x }"
	want := []Mark{
		{MarkFunc, 11, cell.Pos{Cell: 1, Line: 2, Col: 3}},
		{MarkDivide, 64, cell.Pos{Cell: 1, Line: 4, Col: 7}},
		{MarkCall, 64, cell.Pos{Cell: 1, Line: 4, Col: 1}},
	}
	if got := Marks(text); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	for text, want := range map[string]string{"/*@c1:2:3*//*@f1:2:3*/x": "/*@c1:2:3*//*@f1:2:3*/", "x/*@c1:2:3*/": "", "": ""} {
		if got := leadingMarks(text); got != want {
			t.Errorf("leadingMarks(%q) = %q, want %q", text, got, want)
		}
	}
}
