package flame

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"weft/kernel/golden"
)

// busy is a profile with all kinds of functions, some of them too narrow for names.
func busy() Graph {
	ms := func(n int64) string { return fmt.Sprintf("%d ms", n) }
	node := func(kind Kind, name, where string, value int64, children ...Node) Node {
		return Node{Name: name, Where: where, Amount: ms(value), Value: value, Kind: kind, Children: children}
	}
	return Graph{
		Title: "Processor time of cell [7]", Aside: "compiled code",
		Summary: "1000 ms of processor time in 520 ms, seen in 100 samples; 41% of the time in forecast (cell [7] line 5).",
		Root: node(Whole, "everything", "", 1000,
			node(Own, "the cell", "[7]:24", 940,
				node(Own, "forecast", "[7]:5", 610,
					node(Library, "math.Sin", "[7]:5", 200),
					node(Own, "(*tide).at", "[6]:12", 60, node(Library, "sort.Slice", "[6]:13", 40, node(Own, "(*tide).at.func1", "[6]:13", 30)))),
				node(Own, "report", "[7]:18", 250, node(Library, "fmt.Sprintf", "[7]:19", 150), node(Library, "strings.Join", "[7]:20", 35)),
				node(Own, "a_function_with_a_long_name", "[5]:2", 9),
				node(Own, "tiny", "[5]:9", 1)),
			node(System, "garbage collector", "", 60)),
	}
}

func samples() map[string]Graph {
	deep := Node{Name: "ping", Where: "[1]:2", Value: 8}
	for range 40 {
		deep = Node{Name: "pong", Where: "[1]:3", Value: 8, Children: []Node{{Name: "ping", Where: "[1]:2", Value: 8, Children: []Node{deep}}}}
	}
	return map[string]Graph{
		"busy":  busy(),
		"empty": {Title: "Nothing"},
		"deep":  {Title: "Two functions that call each other", Root: deep},
		"odd":   {Title: "<b>\x1b[31m\u202e", Root: Node{Name: "a\nb<c>&\"", Value: -3, Children: []Node{{Name: "x", Value: 5}, {Name: "none"}}}},
	}
}

func TestGolden(t *testing.T) {
	for name, g := range samples() {
		golden.Compare(t, name+".txt", g.Text()+"\n")
		golden.Compare(t, name+".svg", g.SVG(0))
	}
	golden.Compare(t, "busy-480.svg", busy().SVG(1))
	golden.Compare(t, "busy.html", busy().HTML(760))
}

// TestWellFormed: pictures are XML, and no text of a profile is markup in them.
func TestWellFormed(t *testing.T) {
	for name, g := range samples() {
		picture := g.SVG(0)
		d := xml.NewDecoder(strings.NewReader(picture))
		for {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Errorf("%s: %v", name, err)
				break
			}
		}
		if strings.Contains(picture, "<b>") || strings.ContainsAny(picture+g.Text(), "\x1b\u202e") {
			t.Errorf("%s: text is taken as it is", name)
		}
	}
}

func FuzzGraph(f *testing.F) {
	f.Add("burn", "[1]:2", int64(5), int64(3))
	f.Add("\x00<", "\u202e", int64(-1), int64(1)<<62)
	f.Fuzz(func(t *testing.T, name, where string, value, inner int64) {
		g := Graph{Title: name, Summary: where, Root: Node{Name: name, Value: value, Children: []Node{{Name: where, Where: name, Value: inner, Kind: Kind(value)}}}}
		if !strings.HasSuffix(g.SVG(int(inner)), "</svg>\n") || g.Text() == "" || g.HTML(0) == "" {
			t.Error("the picture is not whole")
		}
	})
}
