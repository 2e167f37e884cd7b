//go:build unix

package native

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"weft/kernel/engine/native/cross"
	"weft/kernel/engine/native/kit"
	"weft/kernel/engine/pipe"
)

// crossed is a program that uses package cross.
func crossed(decls, body string) Program {
	text := "package main\n\nimport (\n\t\"fmt\"\n\t\"os\"\n\t\"weft/cross\"\n)\n\nvar _, _ = fmt.Print, os.Exit\n\n" + decls + "\nfunc main() {\n//line cell[3]:1:1\n" + body + "\n}\n"
	main := kit.Package{Files: []kit.File{{Name: "cell.go", Text: text}}}
	return Program{Job: kit.Job{Packages: []kit.Package{main}}}
}

const show = `
func show(kind cross.Kind, id, text string) {
	cross.Send(cross.Event{Kind: kind, ID: id, Data: []cross.Part{{MIME: "text/plain", Data: []byte(text)}}})
}
`

// TestOrder: what is printed before an event is delivered before it, and after it after it.
func TestOrder(t *testing.T) {
	e := open(t)
	want := ""
	for range 50 {
		want += "\n3 stdout: a\n3 display x \"id\" update=false\n3 stderr: b\n3 display y \"id\" update=true\n3 stdout: c\n3 clear true"
	}
	r, sink := run(t, e, crossed(show, `for range 50 {
	fmt.Print("a")
	show(cross.Display, "id", "x")
	fmt.Fprint(os.Stderr, "b")
	show(cross.Update, "id", "y")
	fmt.Print("c")
	cross.Send(cross.Event{Kind: cross.Clear, Wait: true})
}
show(cross.Result, "", "42")`))
	if want = want[1:] + "\n3 result 42"; r.Done.Status != pipe.OK || sink.text() != want {
		t.Errorf("%+v, received\n%s\nwant\n%s", r.Done, sink.text(), want)
	}
}

func TestQuestions(t *testing.T) {
	e := open(t)
	sink := &recorder{input: func(ctx context.Context, in pipe.Input) (string, error) {
		if in.Password && !in.Stdin {
			return "secret", nil
		}
		return "", context.Canceled
	}}
	r, err := e.Run(t.Context(), 3, crossed("", `for _, secret := range []bool{true, false} {
	a, err := cross.Send(cross.Event{Kind: cross.Input, Prompt: "Word?", Password: secret})
	fmt.Printf("%q %v %q %v\n", a.Text, a.EOF, a.Error, err)
}`), sink)
	want := "3 input \"Word?\"\n3 stdout: \"secret\" false \"\" <nil>\n\n3 input \"Word?\"\n3 stdout: \"\" false \"context canceled\" <nil>\n"
	if err != nil || r.Done.Status != pipe.OK || sink.text() != want {
		t.Errorf("%+v, %v, received\n%s\nwant\n%s", r.Done, err, sink.text(), want)
	}
}

// TestVariables: they come back from a program that returns or panics, and not from one that exits.
func TestVariables(t *testing.T) {
	e := open(t)
	for _, tt := range []struct {
		name, body string
		status     pipe.Status
		back       bool
	}{
		{"returns", "n++", pipe.OK, true},
		{"panics", "n++; panic(1)", pipe.Panicked, true},
		{"exits", "os.Exit(0)", pipe.Exited, false},
	} {
		dir := t.TempDir()
		in, out := filepath.Join(dir, "in"), filepath.Join(dir, "out")
		w := cross.NewWriter()
		w.Int(41)
		if err := cross.Save(in, w); err != nil {
			t.Fatal(err)
		}
		p := crossed("var n int", `cross.Main(cross.Program{
	Read: func(r *cross.Reader) { n = r.Int() },
	Run: func() { `+tt.body+` },
	Write: func(w *cross.Writer) { w.Int(n) },
})`)
		p.In, p.Out = in, out
		r, _ := run(t, e, p)
		if r.Done.Status != tt.status || r.Fault != "" {
			t.Errorf("%s: %+v", tt.name, r)
		}
		text, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		if !tt.back {
			if len(text) > 0 {
				t.Errorf("%s: %d bytes came back", tt.name, len(text))
			}
			continue
		}
		back := cross.Open(text)
		if n := back.Int(); n != 42 || back.End() != nil {
			t.Errorf("%s: %d, %v", tt.name, n, back.Err())
		}
	}
}

func TestFaults(t *testing.T) {
	e := open(t)
	dir := t.TempDir()
	in := filepath.Join(dir, "in")
	if err := os.WriteFile(in, []byte("garbage"), 0o600); err != nil {
		t.Fatal(err)
	}
	p := crossed("", `cross.Main(cross.Program{Read: func(r *cross.Reader) { r.Int() }, Run: func() { fmt.Println("runs") }})`)
	p.In = in
	r, sink := run(t, e, p)
	if r.Done.Status != pipe.Faulty || r.Done.Fault == "" || sink.text() != "" {
		t.Errorf("%+v, received %s", r.Done, sink.text())
	}
	r, sink = run(t, e, crossed("", `cross.Main(cross.Program{Write: func(w *cross.Writer) { w.Fail("no way") }})`))
	if r.Done.Status != pipe.OK || r.Fault == "" {
		t.Errorf("%+v, received %s", r, sink.text())
	}
}

// TestGarbage: a program that writes to the descriptor for events is ended.
func TestGarbage(t *testing.T) {
	e := open(t)
	r, sink := run(t, e, program([]string{"os"}, "", `os.NewFile(3, "").WriteString("this is no event, whatever it is"); select {}`))
	if r.Done.Status != pipe.Panicked || len(sink.panics) != 1 {
		t.Errorf("%+v, received %s", r.Done, sink.text())
	}
}
