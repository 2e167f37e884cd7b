package lower

import (
	"reflect"
	"testing"

	"weft/kernel/golang/cell"
)

func TestMarks(t *testing.T) {
	text := "/*@f1:2:3*/func f() { /*line cell[1]:4:1*//*@/1:4:7*//*@c1:4:1*/g() / x /*@.1:5:2@2:3:4@2:9:1*/}"
	want := []Mark{
		{Kind: MarkFunc, At: 11, Pos: cell.Pos{Cell: 1, Line: 2, Col: 3}},
		{Kind: MarkDivide, At: 64, Pos: cell.Pos{Cell: 1, Line: 4, Col: 7}},
		{Kind: MarkCall, At: 64, Pos: cell.Pos{Cell: 1, Line: 4, Col: 1}},
		{MarkField, 95, cell.Pos{Cell: 1, Line: 5, Col: 2}, []cell.Pos{{Cell: 2, Line: 3, Col: 4}, {Cell: 2, Line: 9, Col: 1}}},
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
