package report

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"weft/grader/exercise"
	"weft/grader/observe"
	"weft/grader/result"
	"weft/grader/submission"
	"weft/kernel/golden"
)

func base() result.Result {
	return result.Result{
		Exercise: result.Exercise{ID: 3, Name: "producers", Title: "Producers and consumers", Version: 1},
		Status:   result.Graded, Public: true, Points: 5, Max: 10, Sandbox: "confined",
	}
}

func passed(name string, took time.Duration) result.Case {
	return result.Case{Name: name, Title: name, Visible: exercise.Public, Points: 5, Max: 5, Elapsed: took,
		Checks: []result.Check{{Name: "VALUE", Title: "every item is consumed once", Status: result.Pass}}}
}

func place(line int, texts ...string) result.Place {
	p := result.Place{Pos: observe.Pos{File: "queue.go", Line: line}}
	for i, text := range texts {
		p.Lines = append(p.Lines, result.Line{Number: line - 1 + i, Text: text})
	}
	return p
}

// oneByOne is a run in which twelve items are handled one after the other.
func oneByOne() *result.Trace {
	t := &result.Trace{Stop: observe.Returned, Elapsed: 3 * time.Second, Focus: observe.Focus{Name: "handle", Limit: 3, Flags: []observe.Flag{
		observe.At(3*time.Second, "3000 ms: returns"), observe.Wanted(time.Second, "1000 ms: should return"),
	}}}
	for i := range 12 {
		from := time.Duration(i) * time.Second / 4
		t.Events = append(t.Events, observe.Event{At: from, Name: "handle", ID: i, Kind: observe.Begin, Span: i + 1},
			observe.Event{At: from + time.Second/4, Name: "handle", ID: i, Kind: observe.End, Span: i + 1, Failed: i == 7})
	}
	t.Events = append(t.Events, observe.Event{At: time.Second, Name: "stop", Kind: observe.Mark})
	return t
}

// ring is a run in which goroutines wait for each other's locks.
func ring() *result.Trace {
	at := func(line int) []observe.Pos { return []observe.Pos{{File: "queue.go", Line: line, Func: "Run"}} }
	t := &result.Trace{Stop: observe.Deadlock, Elapsed: 20 * time.Millisecond, Focus: observe.Focus{Flags: []observe.Flag{observe.At(20*time.Millisecond, "from here on nobody can move")}}}
	t.Events = []observe.Event{{Name: "handle", ID: 1, Kind: observe.Begin, Span: 1}, {At: 5 * time.Millisecond, Name: "handle", ID: 2, Kind: observe.Begin, Span: 2}, {At: 20 * time.Millisecond, Name: "handle", ID: 1, Kind: observe.End, Span: 1}}
	t.Goroutines = []observe.Goroutine{
		{ID: 1, Main: true, State: "sync.WaitGroup.Wait", Stack: at(44)},
		{ID: 2, State: "sync.Mutex.Lock", Stack: at(28), Created: at(20)[0], Waits: at(30)[0], For: []int{3}},
		{ID: 3, State: "sync.Mutex.Lock", Stack: at(31), Created: at(20)[0], Waits: at(27)[0], For: []int{2}},
		{ID: 4, State: "chan receive", Stack: at(51), Created: at(22)[0]}, {ID: 5, State: "chan receive", Stack: at(51), Created: at(22)[0]},
	}
	return t
}

// results are made by hand, one for each thing that a reader may meet.
func results() map[string]result.Result {
	all := map[string]result.Result{}

	r := base()
	r.Cases = []result.Case{passed("one producer", 200*time.Millisecond), passed("three producers", 1250*time.Millisecond), passed("no items", 0)}
	all["passed"] = r

	r = base()
	r.Path = "class/anna's queue.go"
	r.Cases = []result.Case{
		passed("one producer", 200*time.Millisecond),
		{Name: "three consumers", Title: "12 items, three consumers", Max: 5, Elapsed: 3 * time.Second, Checks: []result.Check{
			{Name: "VALUE", Title: "every item is consumed exactly once", Status: result.Pass},
			{Name: "MAX", Title: "3 consumers work at the same time", Status: result.Fail, Hint: "What does the lock protect: the queue, or the handling of an item?",
				Problem: "handle ran one after the other, want 3 at one time", Expected: "3 at one time", Seen: "one after the other",
				Where: []result.Place{place(31, "\t\tq.mu.Lock()", "\t\thandle(item)      // 250 ms under the lock", "\t\tq.mu.Unlock()")}},
			{Name: "MAX", Title: "3 consumers work at the same time", Status: result.Pass},
			{Name: "TIME", Title: "a free consumer takes the next item at once", Status: result.Fail, Hint: "What does the lock protect: the queue, or the handling of an item?",
				Problem: "it returned too late: after 3000 ms of virtual time, want 1000 ms", Expected: "1000 ms", Seen: "3000 ms", Seed: 7,
				Trace: oneByOne()},
		}},
		{Name: "end", Title: "the producers end", Max: 5, Checks: []result.Check{
			{Name: "deadlock", Title: "no deadlock", Status: result.Fail, Problem: "deadlock: 3 goroutines blocked for ever, and the function has not returned",
				Expected: "the function returns", Seen: "2 goroutines: chan receive (queue.go:28)\n1 goroutine: sync.WaitGroup.Wait (queue.go:44)",
				Where: []result.Place{place(28, "\tfor {", "\t\titem := <-q.items", "\t\tif item == nil {"), place(44, "", "\twg.Wait()", "}")}, Trace: ring()},
			{Name: "VALUE", Title: "every item is consumed exactly once", Status: result.NotRun},
		}},
		{Name: "random", Title: "any number of items", Max: 5, Elapsed: 50 * time.Millisecond, Checks: []result.Check{
			{Name: "VALUE", Title: "every item is consumed exactly once", Status: result.Fail, Input: `{"items":2,"consumers":1}`,
				Problem:  "the items is not what it should be (-want +got):\n  []int{\n  \t0,\n- \t1,\n  }",
				Expected: "[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]", Seen: "[0,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]"},
		}},
	}
	all["failed"] = r

	r = base()
	r.Public = false
	r.Cases = []result.Case{
		passed("one producer", 200*time.Millisecond),
		{Name: "secret", Title: "nothing to do", Visible: exercise.Hidden, Hint: "What if there are no items?", Max: 5, Elapsed: time.Second, Checks: []result.Check{
			{Name: "panic", Title: "no panic", Status: result.Fail, Problem: "SECRET", Expected: "SECRET", Seen: "SECRET", Input: "SECRET",
				Where: []result.Place{place(9, "SECRET", "SECRET", "SECRET")}, Hint: "SECRET"},
		}},
		{Name: "later", Title: "after the deadline", Visible: exercise.AfterDeadline, Max: 5, Checks: []result.Check{{Name: "TIME", Title: "SECRET", Status: result.Fail, Problem: "SECRET"}}},
	}
	all["hidden"] = r.ForStudent(false)

	r = base()
	r.Cases = []result.Case{{Name: "one", Title: "a hostile <b>submission</b>", Elapsed: time.Hour, Checks: []result.Check{
		{Name: "panic", Title: "no panic", Status: result.Fail, Problem: "it panicked: \x1b[2J\x1b]0;owned\a<script>alert(1)</script>\u202e" + strings.Repeat("long ", 40),
			Where: []result.Place{place(2, "package solution", "\tpanic(`</pre><img src=x onerror=alert(1)>`) // \x1b[31m", "")}},
	}}}
	all["hostile"] = r

	r = base()
	r.Status, r.Cases = result.Ungradable, nil
	r.Diagnostics = []submission.Diagnostic{
		{File: "queue.go", Line: 12, Col: 7, Text: "undefined: itmes", Source: "\tx :=\titmes // ü"},
		{File: "queue.go", Line: 3, Col: 8, Text: "import \"net/http\" is not allowed here", Hint: "allowed are context, errors, fmt, sync, time", Source: `import "net/http"`},
	}
	all["ungradable"] = r

	r = base()
	r.Status, r.Cases, r.Fault = result.Failed, nil, `case "one producer": run a case: start process: too many open files`
	all["fault"] = r
	return all
}

func TestGolden(t *testing.T) {
	for name, r := range results() {
		for ext, render := range map[string]func(io.Writer) error{
			"txt":  func(w io.Writer) error { return Text(w, r, TextOptions{}) },
			"ansi": func(w io.Writer) error { return Text(w, r, TextOptions{Colour: true, Width: 100}) },
			"html": func(w io.Writer) error { return HTML(w, r) },
		} {
			if ext == "ansi" && name != "failed" {
				continue
			}
			var got bytes.Buffer
			if err := render(&got); err != nil {
				t.Fatal(err)
			}
			golden.Compare(t, name+"."+ext, got.String())
		}
	}
}

func TestTable(t *testing.T) {
	all := results()
	var list []result.Result
	for i, name := range slices.Sorted(maps.Keys(all)) {
		r := all[name]
		r.Name, r.Times.Total = name+"\x1b[2J", time.Duration(i)*123*time.Millisecond
		list = append(list, r)
	}
	var got strings.Builder
	if err := Table(&got, list, 1500*time.Millisecond, TextOptions{}); err != nil {
		t.Fatal(err)
	}
	golden.Compare(t, "table.txt", got.String())
}

// What a submission prints stays text, and what is hidden is nowhere.
func TestHarmless(t *testing.T) {
	for name, r := range results() {
		var text, page, data bytes.Buffer
		if err := Text(&text, r, TextOptions{}); err != nil {
			t.Fatal(err)
		}
		if err := HTML(&page, r); err != nil {
			t.Fatal(err)
		}
		if err := JSON(&data, r); err != nil {
			t.Fatal(err)
		}
		if strings.ContainsAny(text.String(), "\x1b\a\u202e") || strings.ContainsAny(page.String(), "\x1b\a\u202e") {
			t.Errorf("%s: control characters are left", name)
		}
		if strings.Contains(page.String(), "<script") || strings.Contains(strings.ReplaceAll(page.String(), `<img src="data:image/svg+xml;base64,`, ""), "<img") {
			t.Errorf("%s: markup of the submission is left", name)
		}
		if strings.Contains(text.String()+page.String()+data.String(), "SECRET") {
			t.Errorf("%s: something hidden is shown", name)
		}
		for line := range strings.SplitSeq(text.String(), "\n") {
			if n := len([]rune(line)); n > 84 && !strings.Contains(line, " >   2 ") && !strings.Contains(line, "weft replay") { // lines of code and commands stay whole
				t.Errorf("%s: a line of %d characters: %s", name, n, line)
			}
		}
		var back result.Result
		if err := json.Unmarshal(data.Bytes(), &back); err != nil || back.Status != r.Status || len(back.Cases) != len(r.Cases) {
			t.Errorf("%s: read back as %+v, %v", name, back, err)
		}
	}
}

func TestVirtual(t *testing.T) {
	for _, tt := range []struct {
		d    time.Duration
		want string
	}{
		{0, ""}, {-1, ""}, {30300 * time.Microsecond, "30.3 ms"}, {200 * time.Millisecond, "200 ms"},
		{time.Second, "1.00 s"}, {59 * time.Second, "59.00 s"}, {time.Hour, "1h0m0s"},
	} {
		if got := virtual(tt.d); got != tt.want {
			t.Errorf("virtual(%v) = %q, want %q", tt.d, got, tt.want)
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add("it panicked: x", "a\tb", "\x1b[2J", 70)
	f.Fuzz(func(t *testing.T, problem, line, title string, width int) {
		r := base()
		r.Cases = []result.Case{{Title: title, Checks: []result.Check{{Title: title, Status: result.Fail, Problem: problem, Seen: line, Hint: problem, Where: []result.Place{place(2, line, problem)}}}}}
		var text, page strings.Builder
		if err := Text(&text, r, TextOptions{Width: width}); err != nil {
			t.Fatal(err)
		}
		if err := HTML(&page, r); err != nil {
			t.Fatal(err)
		}
		if strings.ContainsAny(text.String()+page.String(), "\x1b\x00\r\a") {
			t.Error("a control character came through")
		}
	})
}
