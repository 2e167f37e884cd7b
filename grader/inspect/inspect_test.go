package inspect

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"weft/grader/submission"
	"weft/kernel/engine/sandbox"
	"weft/kernel/leaks"
)

// The test binary is the launcher of confined processes and the server, as the weft binary is.
func TestMain(m *testing.M) {
	if sandbox.IsLauncher(os.Args) {
		os.Exit(sandbox.Launch())
	}
	if IsServer(os.Args) {
		os.Exit(Serve())
	}
	leaks.Main(m)
}

func question(text string) Question {
	return Question{
		Submission: submission.Submission{Files: []submission.File{{Name: "a.go", Text: "package solution\n\n" + text}}},
		Rules:      submission.Rules{Packages: []string{"sync"}},
	}
}

// doubling is a constant of 2 to the 44 bytes, whose value is asked for.
func doubling() string {
	var b strings.Builder
	b.WriteString("const s0 = \"0123456789abcdef\"\n")
	for i := range 40 {
		b.WriteString("const s" + string(rune('A'+i/10)) + string(rune('0'+i%10)) + " = ")
		before := "s0"
		if i > 0 {
			before = "s" + string(rune('A'+(i-1)/10)) + string(rune('0'+(i-1)%10))
		}
		b.WriteString(before + " + " + before + "\n")
	}
	return b.String() + "\nvar n [len(sD9)]int\n"
}

func TestExamine(t *testing.T) {
	for _, tt := range []struct {
		name, text      string
		diagnostic      string // part of it; "" for none
		variables, both bool   // there is a file about variables; the text for schedules is another one
	}{
		{"plain", "func F() int { return 1 }\n", "", false, false},
		{"a channel", "var c = make(chan int)\n\nfunc F() { c <- 1 }\n", "", true, true},
		{"a mistake", "func F() int { return x }\n", "a.go:3:23: undefined: x", false, false},
		{"another package", "import \"os\"\n\nvar _ = os.Args\n", "package os is not allowed", false, false},
	} {
		a := Examine(question(tt.text))
		got := ""
		if len(a.Diagnostics) > 0 {
			got = a.Diagnostics[0].String()
		}
		if a.Fault != "" || (tt.diagnostic == "") != (got == "") || !strings.Contains(got, tt.diagnostic) {
			t.Errorf("%s: %q %s, want %q", tt.name, got, a.Fault, tt.diagnostic)
		}
		if (a.Variables != "") != tt.variables || len(a.Texts) == 1 && (a.Texts[0].Scheduled != "") != tt.both {
			t.Errorf("%s: %+v", tt.name, a)
		}
	}
}

// What is asked of a process is what is found here, and a text that takes too much costs the process alone.
func TestInspector(t *testing.T) {
	if racing {
		t.Skip("the race detector's memory is above the process's limit")
	}
	box, err := sandbox.Open(t.Context(), sandbox.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer box.Close()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	i := New(box, self)
	defer i.Close()
	ask := func(text string) Answer {
		t.Helper()
		a, err := i.Examine(t.Context(), question(text))
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	if a := ask("var c = make(chan int)\n"); len(a.Diagnostics) > 0 || len(a.Texts) != 1 || a.Variables == "" {
		t.Errorf("a right text: %+v", a)
	}
	if a := ask("var c int = \"\"\n"); len(a.Diagnostics) != 1 || a.Diagnostics[0].Line != 3 {
		t.Errorf("a wrong text: %+v", a)
	}
	if a := ask(doubling()); len(a.Diagnostics) != 1 || !strings.Contains(a.Diagnostics[0].Text, "cannot be checked within") {
		t.Errorf("a text without end: %+v", a)
	}
	if a := ask("var c = 1\n"); len(a.Diagnostics) > 0 {
		t.Errorf("after a text without end: %+v", a)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := i.Examine(ctx, question("var c = 1\n")); !errors.Is(err, context.Canceled) {
		t.Errorf("when nobody wants to know: %v", err)
	}
}
