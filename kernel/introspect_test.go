package kernel

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/testscript"

	"weft/kernel/jupyter/msg"
)

// kernel is the request handlers for a script's session.
func (n *notebook) kernel() *Kernel { return &Kernel{session: n.session} }

// cursor reads a file with a | at the cursor, and counts in code points as Jupyter does.
func cursor(ts *testscript.TestScript, file string) (code string, at int) {
	before, after, ok := strings.Cut(strings.TrimSuffix(ts.ReadFile(file), "\n"), "|")
	if !ok {
		ts.Fatalf("%s has no | for the cursor", file)
	}
	return before + after, utf8.RuneCountInString(before)
}

func cmdComplete(ts *testscript.TestScript, neg bool, args []string) {
	n := of(ts)
	code, at := cursor(ts, args[0])
	n.completed = n.kernel().Complete(context.Background(), msg.CompleteRequest{Code: code, CursorPos: at})
	got := n.completed.Matches
	ts.Logf("[matches %d-%d] %.200q", n.completed.CursorStart, n.completed.CursorEnd, got)
	for i, word := range args[1:] {
		switch {
		case neg && slices.Contains(got, word):
			ts.Fatalf("%s is among %.200q", word, got)
		case !neg && (i >= len(got) || got[i] != word):
			ts.Fatalf("match %d is not %s: %.200q", i+1, word, got)
		}
	}
	if n.completed.CursorEnd != at || n.completed.CursorStart > at {
		ts.Fatalf("replaces %d to %d, cursor is at %d", n.completed.CursorStart, n.completed.CursorEnd, at)
	}
}

func cmdMatch(ts *testscript.TestScript, neg bool, args []string) {
	c := of(ts).completed
	list, _ := c.Metadata[typesKey].([]map[string]any)
	for _, m := range list {
		if m["text"] == args[0] && m["start"] == c.CursorStart && m["end"] == c.CursorEnd {
			text := fmt.Sprint(m["type"], " ", m["signature"])
			if pattern(ts, args[1]).MatchString(text) == neg {
				ts.Fatalf("%s is %q", args[0], text)
			}
			return
		}
	}
	ts.Fatalf("no match %s", args[0])
}

// inspectInTime inspects, and again while a value could not be read in time, as it is on a busy machine. The text is
// the plain one.
func (k *Kernel) inspectInTime(r msg.InspectRequest) (reply msg.InspectReply, text string) {
	for range 100 {
		reply = k.Inspect(context.Background(), r)
		text = fmt.Sprint(reply.Data["text/plain"])
		if !strings.Contains(text, "it takes too long to read") {
			break
		}
		k.awaitReading()
	}
	return reply, text
}

// awaitReading returns when no value is being read any more.
func (k *Kernel) awaitReading() {
	k.session.running.Lock()
	defer k.session.running.Unlock()
}

func cmdInspect(ts *testscript.TestScript, neg bool, args []string) {
	n := of(ts)
	level := 0
	if args[0] == "-full" {
		level, args = 1, args[1:]
	}
	code, at := cursor(ts, args[0])
	var text string
	n.inspected, text = n.kernel().inspectInTime(msg.InspectRequest{Code: code, CursorPos: at, DetailLevel: level})
	ts.Logf("[inspect]\n%s", text)
	if n.inspected.Found == neg {
		ts.Fatalf("found: %v", n.inspected.Found)
	}
	for _, re := range args[1:] {
		if !pattern(ts, re).MatchString(text) {
			ts.Fatalf("no match of %q in\n%s", re, text)
		}
	}
}

func cmdInspected(ts *testscript.TestScript, neg bool, args []string) {
	text := fmt.Sprint(of(ts).inspected.Data["text/markdown"])
	if pattern(ts, args[0]).MatchString(text) == neg {
		ts.Fatalf("%q: match is %v in\n%s", args[0], neg, text)
	}
}

// A question what a name means is answered at once, whatever runs.
func TestAnswersWhileACellRuns(t *testing.T) {
	s, err := NewSession(Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var out collect
	s.Run(t.Context(), 1, "x := 41", &out)
	s.running.Lock() // as a cell does
	k := &Kernel{session: s}
	reply := k.Inspect(t.Context(), msg.InspectRequest{Code: "x", CursorPos: 1})
	if text := fmt.Sprint(reply.Data["text/plain"]); !strings.Contains(text, "var x int") || !strings.Contains(text, "not read while a cell is running") {
		t.Errorf("while a cell runs: %s", text)
	}
	if got := k.Complete(t.Context(), msg.CompleteRequest{Code: "x", CursorPos: 1}).Matches; !slices.Contains(got, "x") {
		t.Errorf("while a cell runs: %q", got)
	}
	s.running.Unlock()
	if _, text := k.inspectInTime(msg.InspectRequest{Code: "x", CursorPos: 1}); !strings.Contains(text, "value: 41") {
		t.Errorf("afterwards: %s", text)
	}
}

// An evaluator that died between two cells is found by a question, and reported by the next cell.
func TestDeathFoundByInspection(t *testing.T) {
	s, err := NewSession(Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var out collect
	s.Run(t.Context(), 1, "import \"os\"\nx := os.Getpid()\nx", &out)
	pid, err := strconv.Atoi(fmt.Sprint(out.data["text/plain"]))
	if err != nil {
		t.Fatalf("pid: %v", err)
	}
	p, err := os.FindProcess(pid)
	if err == nil {
		err = p.Kill()
	}
	if err != nil {
		t.Fatalf("end the evaluator: %v", err)
	}
	k := &Kernel{session: s}
	if _, text := k.inspectInTime(msg.InspectRequest{Code: "x", CursorPos: 1}); !strings.Contains(text, "the evaluator has ended") {
		t.Errorf("inspection: %s", text)
	}
	if f := s.Run(t.Context(), 2, "1", &out).Failure; f == nil || f.Name != "EvaluatorDied" {
		t.Errorf("the next cell: %+v, want EvaluatorDied", f)
	}
	if f := s.Run(t.Context(), 3, "1", &out).Failure; f != nil {
		t.Errorf("the one after it: %+v", f)
	}
}
