package coverage

import (
	"slices"
	"strings"
	"testing"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/slice"
)

func at(line, col int) cell.Pos { return cell.Pos{Cell: 3, Line: line, Col: col} }

func TestOf(t *testing.T) {
	blocks := []slice.Block{{Pos: at(1, 1), End: at(1, 5)}, {Pos: at(2, 1), End: at(3, 1)}, {Pos: cell.Pos{Cell: 1, Line: 1, Col: 1}, End: cell.Pos{Cell: 1, Line: 1, Col: 2}}}
	got, err := Of(blocks, []byte{0, 1, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0})
	if err != nil || got[0].Count != 256 || got[1].Count != 0 || got[2].Count != 7 || got[1].End != at(3, 1) {
		t.Errorf("%+v, %v", got, err)
	}
	if sum := Sum(got); sum != (Total{2, 3}) || int(sum.Percent()) != 66 {
		t.Errorf("%+v", sum)
	}
	if cells := Cells(got); !slices.Equal(cells, []int{3, 1}) {
		t.Errorf("%v", cells)
	}
	for _, counts := range [][]byte{nil, make([]byte, 11), make([]byte, 16)} {
		if _, err := Of(blocks, counts); err == nil {
			t.Errorf("%d bytes are taken", len(counts))
		}
	}
	if p := Sum(nil).Percent(); p != 100 {
		t.Errorf("nothing: %g", p)
	}
}

func TestShades(t *testing.T) {
	text := strings.Split(`func f(n int) int {
	if n > 1 { return 0 }
	x := func() {
		panic(n)
	}
	print(1,
		2,
	)
	return n
}
// end`, "\n")
	blocks := []Block{
		{at(2, 2), at(2, 11), 1}, {at(2, 13), at(2, 21), 0},
		{at(3, 2), at(3, 14), 1}, {at(4, 3), at(4, 11), 0},
		{at(6, 2), at(8, 3), 2},
		{at(9, 2), at(9, 10), 1},
		{cell.Pos{Cell: 4, Line: 11, Col: 1}, cell.Pos{Cell: 4, Line: 11, Col: 9}, 1},
		{at(30, 1), at(31, 1), 1}, // of another text
	}
	want := []Shade{Neither, Partly, Covered, Missed, Neither, Covered, Covered, Neither, Covered, Neither, Neither}
	if got := Shades(blocks, 3, text); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
