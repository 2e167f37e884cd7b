//go:build unix

package native

import (
	"testing"

	"weft/kernel/engine/native/notes"
)

const explained = `type pair struct{ x, y int }

func newPair() *pair { return &pair{1, 2} }

func sum(s []int) (t int) {
	for i := range s {
		t += s[i]
	}
	return t
}

func counter() func() int {
	n := 0
	return func() int { n++; return n }
}

func large() byte { b := make([]byte, 1<<20); return b[3] }

func (p *pair) get() int { return p.x }

func show(v int) { fmt.Println(v) }
`

// TestNotes: what the compiler of this Go says is understood.
func TestNotes(t *testing.T) {
	e := open(t)
	p := program([]string{"fmt"}, explained, "fmt.Println(newPair().get(), sum(nil), counter()(), large())\nshow(1)")
	p.Job.CompileOnly = true
	p.Job.Compile = []string{"-m=2"}
	b, err := e.Build(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]bool{} // with the position in front
	for _, n := range notes.Parse(b.Notes) {
		got[n.Pos.String()+" "+n.String()] = true
	}
	for _, want := range []string{
		"cell [2] 3:31 &pair{...} lives on the heap: it is returned",
		"cell [2] 13:2 n lives on the heap: a func literal uses it by reference",
		"cell [2] 17:30 make([]byte, 1048576) lives on the heap: it is too large for the stack",
		"cell [2] 21:32 v lives on the heap: it is passed to fmt.Fprintln",
		"cell [2] 5:10 s does not escape",
		"cell [2] 5:6 sum can be inlined",
		"cell [2] 21:31 the call of fmt.Println is inlined",
	} {
		if !got[want] {
			t.Errorf("not told: %s", want)
		}
	}
	if t.Failed() {
		t.Log(b.Notes, got)
	}

	p.Job.Compile = []string{"-S"}
	b, err = e.Build(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, f := range notes.Functions(b.Notes) {
		names[f.Name] = true
		if f.Size == 0 || f.Instructions[0].Text == "" {
			t.Errorf("%+v", f)
		}
	}
	for _, name := range []string{"main", "newPair", "sum", "counter", "counter.func1", "large", "(*pair).get", "show"} {
		if !names[name] {
			t.Errorf("no code of %s, but of %v", name, names)
		}
	}
}
