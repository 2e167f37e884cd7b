package kernel

import (
	"context"
	"flag"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"weft/kernel/jupyter/msg"
)

var update = flag.Bool("update", false, "write what the kernel says into docs/mistakes.md")

const mistakesPage = "../docs/mistakes.md"

// TestMistakes runs every cell of docs/mistakes.md, each section in a notebook of its own, and compares
// what it shows with the block below it. A cell that is marked interrupt is stopped once it has printed.
func TestMistakes(t *testing.T) {
	if underRace {
		t.Skip("the page shows what a learner sees, without the race detector")
	}
	page, err := os.ReadFile(mistakesPage)
	if err != nil {
		t.Fatal(err)
	}
	got := runPage(t, string(page))
	if *update {
		if err := os.WriteFile(mistakesPage, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got != string(page) {
		t.Errorf("%s is out of date: go test ./kernel -run TestMistakes -update\n%s", mistakesPage, firstDifference(string(page), got))
	}
}

func firstDifference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(w), len(g)) {
		if w[i] != g[i] {
			return "the page has\n\t" + w[i] + "\nand now it is\n\t" + g[i]
		}
	}
	return "one of them is longer"
}

// runPage is the page with what its cells show now.
func runPage(t *testing.T, page string) string {
	var out strings.Builder
	var s *Session
	number := 0
	lines := strings.SplitAfter(page, "\n")
	for i := 0; i < len(lines); i++ {
		out.WriteString(lines[i])
		if strings.HasPrefix(lines[i], "## ") {
			s, number = newNotebook(t), 0
		}
		kind, ok := strings.CutPrefix(lines[i], "```go")
		if !ok {
			continue
		}
		end := i + 1
		for lines[end] != "```\n" {
			end++
		}
		number++
		source := strings.TrimSuffix(strings.Join(lines[i+1:end], ""), "\n")
		out.WriteString(strings.Join(lines[i+1:end+1], ""))
		i = end
		was := ""
		if i+2 < len(lines) && lines[i+1] == "\n" && lines[i+2] == "```text\n" {
			for i += 3; lines[i] != "```\n"; i++ {
				was += lines[i]
			}
		}
		kind = strings.TrimSpace(kind)
		shown := show(s, number, source, kind == "interrupt")
		was = strings.TrimSuffix(was, "\n")
		switch {
		case kind == "measured" && sameButMeasured(was, shown):
			shown = was
		case kind == "leak" && sameButMeasured(withoutNotes(was), withoutNotes(shown)): // a busy machine hides some
			shown = was
		}
		if shown != "" {
			out.WriteString("\n```text\n" + shown + "\n```\n")
		}
	}
	return out.String()
}

func withoutNotes(text string) string {
	lines := strings.Split(text, "\n")
	return strings.Join(slices.DeleteFunc(lines, func(l string) bool { return strings.HasPrefix(l, "note: ") }), "\n")
}

func newNotebook(t *testing.T) *Session {
	s, err := NewSession(Config{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// show is all that a reader sees below a cell.
func show(s *Session, number int, source string, interrupt bool) string {
	out := &reading{printed: make(chan struct{})}
	ended := make(chan Outcome, 1)
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	go func() { ended <- s.Run(ctx, number, source, out) }()
	if interrupt {
		<-out.printed
		s.Interrupt()
	}
	o := <-ended
	if o.Failure != nil {
		out.add(o.Failure.Plain() + "\n")
	}
	out.mu.Lock()
	defer out.mu.Unlock()
	return strings.TrimRight(StripColours(out.text.String()), "\n")
}

// A reading collects what a cell puts out in its order.
type reading struct {
	discard
	mu      sync.Mutex
	text    strings.Builder
	shown   map[string]string
	once    sync.Once
	printed chan struct{} // closed once the cell has printed
}

func (r *reading) add(s string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.text.WriteString(s)
}

func (r *reading) Stream(name, text string) {
	r.add(text)
	if name == "stdout" {
		r.once.Do(func() { close(r.printed) })
	}
}

func (r *reading) Display(data, _ msg.Bundle, id string) {
	text := data["text/plain"].(string) + "\n"
	r.add(text)
	if id != "" {
		r.shown = map[string]string{id: text} // the latest is enough here
	}
}

func (r *reading) Update(data, _ msg.Bundle, id string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	text := data["text/plain"].(string) + "\n"
	before, after, found := strings.Cut(r.text.String(), r.shown[id])
	if !found || r.shown[id] == "" {
		return
	}
	r.text.Reset()
	r.text.WriteString(before + text + after)
	r.shown[id] = text
}

func (r *reading) Result(data, _ msg.Bundle) { r.add(data["text/plain"].(string) + "\n") }
