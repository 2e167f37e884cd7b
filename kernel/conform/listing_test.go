package conform

import (
	"flag"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/listing"
	"weft/kernel/golang/std"
	"weft/kernel/needs"
)

var listings = flag.Int("listings", 0, "judge every Nth program of the corpora as a listing of its cells")

// TestListings cuts programs into cells, and makes programs of the cells again: they do what the first ones do, also
// where every function was declared with another body before. A few programs are judged, more with WEFT_E2E, every Nth with
// -listings=N: all of them take a quarter of an hour.
func TestListings(t *testing.T) {
	needs.Tools(t, "go")
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	corpora, err := Corpora(root)
	if err != nil {
		t.Fatal(err)
	}
	compiler, err := NewCompiler(root, t.TempDir(), false)
	if err != nil {
		t.Fatal(err)
	}
	step := *listings
	if step <= 0 && os.Getenv("WEFT_E2E") != "" {
		step = 31
	} else if step <= 0 {
		step = 97
	}
	importer := std.NewImporter(token.NewFileSet())
	programs := Programs(corpora)
	judged := 0
	for i := 0; i < len(programs); i += step {
		p := programs[i]
		text, err := os.ReadFile(p.File)
		if err != nil {
			t.Fatal(err)
		}
		if asksPlaces.Match(text) {
			continue
		}
		for _, mode := range []Mode{Lines, Again} {
			texts, uncut := Cut(string(text), mode)
			if uncut != "" {
				continue
			}
			var cells []*cell.Cell
			for n, s := range texts {
				cells = append(cells, cell.Parse(n+1, s))
			}
			made, refused, err := listing.Of(importer, cells)
			if err != nil || len(refused) > 0 {
				t.Errorf("%s/%s, %s: refused: %v %v", p.Corpus, p.Name, mode, refused, err)
				continue
			}
			judged++
			compare(t, compiler, p, text, mode, made.Text)
		}
	}
	if judged == 0 {
		t.Error("no program was judged")
	}
}

// asksPlaces finds programs that ask for their own lines, which are others in a program that is made of cells.
var asksPlaces = regexp.MustCompile(`runtime\.(Caller|FuncForPC|Stack)|debug\.(Stack|PrintStack)|log\.(Lshortfile|Llongfile)`)

// compare runs a program and what was made of its cells.
func compare(t *testing.T, compiler *Compiler, p Program, text []byte, mode Mode, made string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "made.go")
	if err := os.WriteFile(file, []byte(made), 0o600); err != nil {
		t.Fatal(err)
	}
	same := func(x, y Outcome) bool { return x.Status == y.Status && x.Panic == y.Panic && x.Sum == y.Sum }
	outcome := func(p Program, text []byte, full bool) Outcome {
		o, err := compiler.Outcome(t.Context(), p, text, full)
		if err != nil {
			t.Fatalf("%s: %v\n%s", mode, err, text)
		}
		return o
	}
	got := outcome(Program{Corpus: p.Corpus, Name: p.Name, File: file}, []byte(made), true)
	if same(got, outcome(p, text, false)) {
		return
	}
	first, second := outcome(p, text, true), outcome(p, text, true)
	if !same(got, first) && same(first, second) { // some print something else every time
		t.Errorf("%s/%s, %s: status %d, panic %q, output\n%s\nwant %d, %q\n%s\nof\n%s", p.Corpus, p.Name, mode, got.Status, got.Panic, got.Stdout, first.Status, first.Panic, first.Stdout, made)
	}
}
