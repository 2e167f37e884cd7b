package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"weft/kernel"
	"weft/kernel/engine/child"
	"weft/kernel/jupyter/msg"
	"weft/kernel/needs"
)

// A sheet is a notebook against a session with this program's magics. It is the Out of the latest cell.
type sheet struct {
	t       *testing.T
	session *kernel.Session
	close   func()

	mu       sync.Mutex
	changed  *sync.Cond
	number   int
	order    []string              // ids of displays of the latest cell
	displays map[string]msg.Bundle // by id
	said     []string              // every text/plain that was displayed
	printed  string
}

func newSheet(t *testing.T, exercises string) *sheet {
	t.Helper()
	t.Setenv("WEFT_EXERCISES", exercises)
	weft := filepath.Join(t.TempDir(), "weft") // the test binary is the program under this name
	self, err := os.Executable()
	if err == nil {
		err = os.Symlink(self, weft)
	}
	if err != nil {
		t.Skip("no symbolic links here:", err)
	}
	magics, closeMagics := notebookMagics()
	session, err := kernel.NewSession(kernel.Config{Magics: magics, Child: child.Options{Command: []string{weft, "child"}}})
	if err != nil {
		t.Fatal(err)
	}
	n := &sheet{t: t, session: session}
	n.changed = sync.NewCond(&n.mu)
	n.close = sync.OnceFunc(func() {
		session.Close()
		if err := closeMagics(); err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(n.close)
	return n
}

func (n *sheet) Stream(_, text string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.printed += text
}

func (n *sheet) Display(data, _ msg.Bundle, id string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.order = append(n.order, id)
	n.show(data, id)
}

func (n *sheet) Update(data, _ msg.Bundle, id string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if _, ok := n.displays[id]; !ok {
		n.t.Errorf("an update of %q, which is not displayed", id)
	}
	n.show(data, id)
}

func (n *sheet) show(data msg.Bundle, id string) {
	n.displays[id] = data
	n.said = append(n.said, fmt.Sprint(data["text/plain"]))
	n.changed.Broadcast()
}

func (n *sheet) Result(msg.Bundle, msg.Bundle) {}
func (n *sheet) Clear(bool)                    {}
func (n *sheet) Input(context.Context, string, bool) (string, error) {
	return "", errors.New("nobody answers")
}

// run runs a cell with the metadata of its message.
func (n *sheet) run(source string, metadata any) *kernel.Failure {
	n.t.Helper()
	data, err := json.Marshal(metadata)
	if err != nil {
		n.t.Fatal(err)
	}
	n.mu.Lock()
	n.number++
	n.order, n.displays, n.said, n.printed = nil, map[string]msg.Bundle{}, nil, ""
	number := n.number
	n.mu.Unlock()
	return n.session.RunCell(context.Background(), number, source, data, n).Failure
}

// ok runs a cell that must succeed, and returns the last of its displays.
func (n *sheet) ok(source string, metadata any) msg.Bundle {
	n.t.Helper()
	if f := n.run(source, metadata); f != nil {
		n.t.Fatalf("cell %q: %s", source, f.Plain())
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if len(n.order) == 0 {
		return nil
	}
	return n.displays[n.order[len(n.order)-1]]
}

type meta = map[string]any

const (
	givenCell = "type Job struct {\n\tID  int\n\tRun func() int\n}\n"
	rightCell = givenCell + `func Process(jobs []Job, workers int) []int {
	values := make([]int, len(jobs))
	free := make(chan struct{}, workers)
	var wg sync.WaitGroup
	for i, j := range jobs {
		free <- struct{}{}
		wg.Go(func() {
			defer func() { <-free }()
			values[i] = j.Run()
		})
	}
	wg.Wait()
	return values
}
`
	wrongCell = givenCell + "func Process(jobs []Job, workers int) []int {\n\treturn make([]int, len(jobs)+1)\n}\n"
	stuckCell = givenCell + "func Process(jobs []Job, workers int) []int {\n\tfor {\n\t}\n}\n"
)

// What a frontend tells of cells says which text counts: JupyterLab sends tags, the cell's id and what was deleted.
func TestCheckCells(t *testing.T) {
	needs.Tools(t, "go", "gcc")
	n := newSheet(t, "../../grader/testdata/exercises")
	verdict := func(want string) {
		t.Helper()
		shown := n.ok("%check workers", meta{"cellId": "check"})
		if text := fmt.Sprint(shown["text/plain"]); !strings.Contains(text, want) {
			t.Errorf("cell %d: the result lacks %q:\n%s", n.number, want, text)
		}
	}
	n.ok(wrongCell, meta{"cellId": "a", "tags": []string{"exercise-workers"}})
	verdict("cases failed")
	n.ok(strings.Replace(rightCell, "Job", "Jobs", 1)+"type Job = Jobs", meta{"cellId": "b"}) // not marked
	verdict("cases failed")
	n.ok(rightCell, meta{"cellId": "a", "tags": []string{"exercise-workers"}}) // the same cell, edited
	verdict("All checks passed")
	n.ok("// exercise: workers\n"+wrongCell, meta{"cellId": "c"})
	verdict("redeclared in this block") // as the notebook that is handed in
	n.ok("x := 1", meta{"cellId": "d", "deletedCells": []string{"a"}})
	verdict("cases failed")
	n.ok("// no marker any more", meta{"cellId": "c"})
	n.ok(rightCell, meta{"cellId": "b"})
	verdict("All checks passed") // the session's declarations
}

// While it works it says so, in the place where the result will stand.
func TestCheckShows(t *testing.T) {
	needs.Tools(t, "go", "gcc")
	n := newSheet(t, "../../grader/testdata/exercises")
	shown := n.ok("%%check workers\n"+rightCell, nil)
	if len(n.order) != 1 {
		t.Errorf("%d displays, want one that changes: %q", len(n.order), n.said)
	}
	for _, want := range []string{"checking Workers", "compiling", "running: one by one", "running with the race detector: side by side", "All checks passed"} {
		if !strings.Contains(strings.Join(n.said, "\n"), want) {
			t.Errorf("nothing says %q: %q", want, n.said)
		}
	}
	html := fmt.Sprint(shown["text/html"])
	if !strings.Contains(html, `<td class="mark pass"`) || strings.Contains(html, "fail\"") {
		t.Errorf("HTML of what passes:\n%s", html)
	}
	shown = n.ok("%%check workers\n"+strings.Replace(rightCell, "<-free", "return", 1), nil)
	if html := fmt.Sprint(shown["text/html"]); !strings.Contains(html, "cell 2, line 11") || !strings.Contains(html, "&gt;  11  ") {
		t.Errorf("HTML of a failure lacks its place:\n%s", html)
	}
}

// An interrupt ends the check and what it has started; the next check is as if nothing had been.
func TestCheckInterrupted(t *testing.T) {
	needs.Tools(t, "go", "gcc")
	n := newSheet(t, "../../grader/testdata/exercises")
	n.ok("%%check workers\n"+rightCell, nil) // what is kept has been opened
	before := children(t)
	done := make(chan *kernel.Failure)
	go func() { done <- n.run("%%check workers\n"+stuckCell, nil) }()
	n.mu.Lock()
	for n.number != 2 || !strings.Contains(strings.Join(n.said, "\n"), "running: ") {
		n.changed.Wait()
	}
	n.mu.Unlock()
	n.session.Interrupt()
	f := <-done
	if f == nil || f.Name != "Interrupted" {
		t.Fatalf("the interrupted check ended with %+v", f)
	}
	if last := n.said[len(n.said)-1]; last != "stopped: nothing was checked" {
		t.Errorf("it shows %q", last)
	}
	settle(t, "processes of the interrupted check", func() bool { return len(children(t)) <= len(before) })
	if text := fmt.Sprint(n.ok("%%check workers\n"+rightCell+"\n", nil)["text/plain"]); !strings.Contains(text, "All checks passed") {
		t.Errorf("after the interrupt: %s", text)
	}
	n.close()
	settle(t, "processes after the session", func() bool { return len(children(t)) == 0 })
}

// settle waits until something holds: processes end a little later than those who ended them go on.
func settle(t *testing.T, what string, holds func() bool) {
	t.Helper()
	limit := time.NewTimer(time.Minute)
	defer limit.Stop()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for !holds() {
		select {
		case <-tick.C:
		case <-limit.C:
			t.Fatalf("%s: %q", what, children(t))
		}
	}
}

// children are the processes that this one has started, and theirs, as "pid name".
func children(t *testing.T) []string {
	t.Helper()
	stats, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil || len(stats) == 0 {
		t.Skip("no /proc here")
	}
	parent, name := map[int]int{}, map[int]string{}
	for _, file := range stats {
		data, err := os.ReadFile(file)
		if err != nil {
			continue // it has ended
		}
		var pid, ppid int
		var state string
		before, after, _ := strings.Cut(string(data), " (")
		comm, rest, _ := strings.Cut(after, ") ")
		if _, err := fmt.Sscan(before+" "+rest, &pid, &state, &ppid); err == nil && state != "Z" {
			parent[pid], name[pid] = ppid, comm
		}
	}
	var list []string
	for pid := range parent {
		for p := pid; p > 1; p = parent[p] {
			if parent[p] == os.Getpid() {
				list = append(list, fmt.Sprintf("%d %s", pid, name[pid]))
				break
			}
		}
	}
	return list
}

// The names of exercises are offered behind both forms of the magic, with their titles.
func TestCheckCompletes(t *testing.T) {
	n := newSheet(t, "../../grader/testdata/exercises")
	k := kernel.New(n.session, "test")
	for _, tt := range []struct{ code, want string }{
		{"%check wo", "workers"}, {"%check ", "open workers"}, {"%%check w", "workers"}, {"x := 1\n%check w", "workers"}, {"%check zz", ""}, {"%chec", "%check"},
	} {
		got := k.Complete(t.Context(), msg.CompleteRequest{Code: tt.code, CursorPos: len(tt.code)})
		if matches := strings.Join(got.Matches, " "); matches != tt.want {
			t.Errorf("%q: completed by %q, want %q", tt.code, matches, tt.want)
		}
	}
}
