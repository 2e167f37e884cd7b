package kernel

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"weft/kernel/engine/child"
	"weft/kernel/magic"
	"weft/kernel/needs"
)

const magicsPage = "../docs/MAGICS.md"

// TestMagicsPage runs the example of every magic in a session and folder of its own, where it must end well, and compares
// the page that comes of it with docs/MAGICS.md. Figures and the order of lines may differ.
func TestMagicsPage(t *testing.T) {
	if underRace {
		t.Skip("the page shows what a learner sees, without the race detector")
	}
	needs.Tools(t, "go")
	text, err := os.ReadFile(magicsPage)
	if err != nil && !*update {
		t.Fatal(err)
	}
	prepare(t)
	var page strings.Builder
	page.WriteString(magicsHead)
	was := sections(string(text))
	group := magic.Group("")
	for _, m := range magic.New().All() {
		if m.Group != group {
			group = m.Group
			page.WriteString("## " + string(group) + "\n\n")
		}
		page.WriteString(magicSection(t, m, was))
	}
	got := strings.TrimRight(page.String(), "\n") + "\n"
	if *update {
		if err := os.WriteFile(magicsPage, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got != string(text) {
		t.Errorf("%s is out of date: go test ./kernel -run TestMagicsPage -update\n%s", magicsPage, firstDifference(string(text), got))
	}
}

const magicsHead = `# Magics

A line that begins with ` + "`%`" + ` and a cell that begins with ` + "`%%`" + ` are commands to the kernel, and ` + "`!`" + ` begins one to the shell.
In a notebook ` + "`%lsmagic`" + ` lists them and ` + "`%help NAME`" + ` explains one; Tab completes their names, options and arguments, and
Shift-Tab shows their help. An unknown one is an error that names the nearest, or what does in Go what it does elsewhere
(` + "`%pip`" + `, ` + "`%matplotlib`" + `, ` + "`%run`" + `). In ` + "`weft eval`" + ` and ` + "`weft run`" + ` they do the same.

Where they stand: a ` + "`%%`" + ` magic in the first line of its cell; a ` + "`%`" + ` magic in the first lines, before all code, or in the last
ones, behind it. Those marked *anywhere* may stand between statements too, and so may ` + "`!`" + ` commands. Inside of functions and
blocks a ` + "`%`" + ` is Go's remainder.

Where the kernel was started with ` + "`--no-shell` or `WEFT_SHELL=off`" + `, ` + "`!`, `%%bash` and `%%sh`" + ` are refused; so they are when ` + "`weft run`" + `
executes a notebook whose metadata has ` + "`\"weft\": {\"graded\": true}`" + `. That is no protection: Go code can start programs, too.

Options come first, in any order; ` + "`--`" + ` ends them. This page is made of what the magics say of themselves, and the outputs are those
of a test that runs every example (` + "`go test ./kernel -run TestMagicsPage`" + `, with ` + "`-update`" + ` to write it anew); these are what a
terminal shows, notebooks have tables and colours.

![The first page of help](pictures/magics-help-light.png)

![Help about a magic](pictures/magics-help-timeit-dark.png)

![The session's variables](pictures/magics-whos-light.png)

`

// magicSection is the part of the page about one magic.
func magicSection(t *testing.T, m magic.Magic, was map[string][]string) string {
	var b strings.Builder
	name := strings.TrimRight(strings.SplitN(m.Usage, " ", 2)[0], ",")
	b.WriteString("### " + name + "\n\n`" + m.Usage + "`")
	if m.Between {
		b.WriteString(" *anywhere*")
	}
	b.WriteString("\n\n" + strings.TrimRight(strings.SplitN(m.Markdown(), "```\n\n", 2)[1], "\n") + "\n")
	head, _, _ := strings.Cut(b.String(), "\nExample:\n")
	b.Reset()
	b.WriteString(head)
	if m.Toolchain {
		b.WriteString("\nIt needs the Go toolchain.\n")
	}
	dir := t.TempDir()
	s, err := NewSession(Config{Child: child.Options{Dir: dir}})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	old := was[name]
	for i, source := range m.Cells() {
		out := &reading{printed: make(chan struct{})}
		o := s.Run(t.Context(), i+1, source, out)
		if o.Failure != nil {
			t.Errorf("the example of %s fails in cell %d:\n%s\n%s", m.Name, i+1, source, o.Failure.Plain())
			continue
		}
		shown := strings.TrimRight(StripColours(out.text.String()), "\n")
		shown = cutLines(strings.ReplaceAll(shown, dir, "/home/you/course"))
		if i < len(old) && old[i] != "" && (sameButMeasured(old[i], shown) || varies(m.Name)) {
			shown = old[i]
		}
		b.WriteString("\n```go\n" + source + "\n```\n")
		if shown != "" {
			b.WriteString("\n```text\n" + shown + "\n```\n")
		}
	}
	return b.String() + "\n"
}

// varies reports whether the output of a magic's example is never twice the same, so that it shows one.
func varies(name string) bool {
	return name == "timeline" || name == "goroutines" || name == "asm" || name == "timeit" || name == "time" || name == "bench" || name == "virtual" || name == "pprof"
}

// cutLines keeps the beginning of a long output.
func cutLines(s string) string {
	const most = 16
	lines := strings.Split(s, "\n")
	if len(lines) > most {
		lines = append(lines[:most-2], fmt.Sprintf("… %d lines more", len(lines)-most+2))
	}
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

// sections are the outputs of the cells in each section of the page; "" for a cell without one.
func sections(page string) map[string][]string {
	all := map[string][]string{}
	for part := range strings.SplitSeq("\n"+page, "\n### ") {
		name, body, _ := strings.Cut(part, "\n")
		cells := strings.Split(body, "\n```go\n")
		for _, c := range cells[1:] {
			_, rest, _ := strings.Cut(c, "\n```\n")
			out := ""
			if text, ok := strings.CutPrefix(rest, "\n```text\n"); ok {
				out, _, _ = strings.Cut(text, "\n```\n")
			}
			all[name] = append(all[name], strings.TrimSuffix(out, "\n```"))
		}
	}
	return all
}
