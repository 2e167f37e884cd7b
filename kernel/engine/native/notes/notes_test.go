package notes

import (
	"reflect"
	"testing"

	"weft/kernel/golang/cell"
)

const said = `# command
cell[3]:3:6: can inline newP with cost 7 as: func() *P { return &P{...} }
cell[3]:17:6: cannot inline big: function too complex: cost 100 exceeds budget 80
main.go:1: inlining call to newP
cell[3]:21:31: inlining call to fmt.Println
/tmp/x/cell[3]:3:25: &P{...} escapes to heap in newP:
/tmp/x/cell[3]:3:25:   flow: ~r0 ← &{storage for &P{...}}:
/tmp/x/cell[3]:3:25:     from &P{...} (spill) at cell[3]:3:25
/tmp/x/cell[3]:3:25:     from return &P{...} (return) at cell[3]:3:18
cell[3]:3:25: &P{...} escapes to heap
cell[3]:3:25: &P{...} escapes to heap
cell[3]:5:10: s does not escape
cell[3]:17:90: ... argument does not escape
cell[3]:21:11: leaking param: v
cell[3]:22:11: leaking param: p to result ~r0 level=0
cell[3]:23: x escapes to heap
cell[3]: nothing
`

func TestParse(t *testing.T) {
	at := func(line, col int) cell.Pos { return cell.Pos{Cell: 3, Line: line, Col: col} }
	want := []Note{
		{Pos: at(3, 6), Kind: Inlinable, What: "newP"},
		{Pos: at(17, 6), Kind: NotInlinable, What: "big", Why: "function too complex: cost 100 exceeds budget 80"},
		{Pos: at(21, 31), Kind: Inlined, What: "fmt.Println"},
		{Pos: at(3, 25), Kind: Heap, What: "&P{...}", Why: "it is returned",
			Steps: []Step{{at(3, 25), "&P{...}", "spill"}, {at(3, 18), "return &P{...}", "return"}}},
		{Pos: at(5, 10), Kind: Stack, What: "s"},
		{Pos: at(21, 11), Kind: Leaks, What: "v"},
		{Pos: at(22, 11), Kind: Leaks, What: "p"},
		{Pos: at(23, 0), Kind: Heap, What: "x"},
	}
	if got := Parse(said); !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
	if got := want[3].String(); got != "&P{...} lives on the heap: it is returned" {
		t.Error(got)
	}
}

const listed = `main.sum STEXT nosplit size=27 args=0x18 locals=0x20 funcid=0x0 align=0x0
	0x0000 00000 (cell[3]:5[/tmp/a.go:10])	TEXT	main.sum(SB), NOSPLIT|NOFRAME|ABIInternal, $0-24
	0x0005 00005 (cell[3]:5[/tmp/a.go:10])	FUNCDATA	$0, gclocals(SB)
	0x000b 00011 (/tmp/x/cell[3]:7[/tmp/a.go:12])	ADDQ	(AX)(CX*8), DX
	0x001a 00026 (/usr/go/src/fmt/print.go:9)	RET
	0x0000 48 89 44 24 08 31 c9 31 d2 eb 07 48 03 14 c8 48  H.D$.1.1...H...H
	rel 3+4 t=R_CALL runtime.f+0
main.main STEXT size=1 args=0x0 locals=0x0
	0x0000 00000 (main.go:1)	RET
go:cuinfo.producer.main SDWARFCUINFO dupok size=0
	0x0000 72 65 67 61 62 69                                regabi
type:.eq.x STEXT dupok size=10
	0x0000 00000 (cell[3]:1)	RET
`

func TestFunctions(t *testing.T) {
	want := []Func{{Name: "sum", Size: 27, Frame: 32, Instructions: []Instruction{
		{11, cell.Pos{Cell: 3, Line: 7}, "ADDQ (AX)(CX*8), DX"},
		{26, cell.Pos{}, "RET"},
	}}}
	if got := Functions(listed); !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(said)
	f.Add(listed)
	f.Add("cell[1]:1:1: x escapes to heap in :\ncell[1]:1:1:   flow: \ncell[1]:1:1:     from ( () at \nmain. STEXT \n\t0x ( ()\t\t\n")
	f.Fuzz(func(t *testing.T, text string) {
		for _, n := range Parse(text) {
			if !n.Pos.IsValid() || n.Kind == 0 || n.String() == "" {
				t.Errorf("%+v", n)
			}
		}
		for _, f := range Functions(text) {
			if len(f.Instructions) == 0 {
				t.Errorf("%+v", f)
			}
		}
	})
}

func TestNameResults(t *testing.T) {
	for what, want := range map[string]string{"(~r0).x": "result.x", "&~r1": "&result", "point{...}": "point{...}"} {
		if got := nameResults(what); got != want {
			t.Errorf("nameResults(%q) = %q, want %q", what, got, want)
		}
	}
}
