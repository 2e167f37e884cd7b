package display

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// recorder is a sink that keeps what it got, one line each.
type recorder struct {
	mu    sync.Mutex
	lines []string
	times []time.Time
	slow  time.Duration // each output takes that long
}

func (r *recorder) add(format string, args ...any) {
	time.Sleep(r.slow)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.lines = append(r.lines, fmt.Sprintf(format, args...))
	r.times = append(r.times, time.Now())
}

func (r *recorder) got() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.lines)
}

func (r *recorder) Display(b Bundle, id string) { r.add("display %s: %s", short(id), b) }
func (r *recorder) Update(b Bundle, id string)  { r.add("update %s: %s", short(id), b) }
func (r *recorder) Clear(wait bool)             { r.add("clear %v", wait) }
func (r *recorder) Input(prompt string, password bool) (string, error) {
	r.add("input %s %v", prompt, password)
	return "answer", nil
}

// short replaces ids that were made up.
func short(id string) string {
	if len(id) > 20 {
		return "new"
	}
	return id
}

func connect(t *testing.T, s Sink) {
	Connect(s)
	t.Cleanup(func() { Connect(nil) })
}

func TestSinkGetsEverything(t *testing.T) {
	r := &recorder{}
	connect(t, r)
	Show("a", 2)
	h := New("board")
	h.Update(1)
	h.Update(2)
	h.Show(3)
	New("").Update(4)
	ClearOutput(true)
	if s, err := Input("name? "); s != "answer" || err != nil {
		t.Errorf("Input = %q, %v", s, err)
	}
	if _, err := Password("code? "); err != nil {
		t.Error(err)
	}
	want := []string{
		`display : "a"`, "display : 2", "display board: 1", "update board: 2", "display board: 3", "display new: 4",
		"clear true", "input name?  false", "input code?  true",
	}
	if diff := cmp.Diff(want, r.got()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if a, b := New("").ID(), New("").ID(); a == b || New("x").ID() != "x" {
		t.Errorf("ids %q and %q, want two different ones", a, b)
	}
}

func TestPlain(t *testing.T) {
	for _, tt := range []struct {
		name     string
		terminal bool
		want     string
	}{
		{"file", false, "one\ntwo\nask? stations ████████████████████ 2/2 100% 1.0s\nend\n"},
		{"terminal", true, "one\ntwo\nask? stations ░░░░░░░░░░░░░░░░░░░░ 0/2 0% 0.0s" +
			"\r\x1b[Kstations ██████████░░░░░░░░░░ 1/2 50% 0.1s, about 0.1s left" +
			"\r\x1b[Kstations ████████████████████ 2/2 100% 1.0s\nend\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var out bytes.Buffer
				connect(t, &plain{in: strings.NewReader("x\r\nrest"), out: &out, terminal: tt.terminal})
				Show(HTML("<b>one</b>"))
				New("").Update(Markdown("two\n"))
				ClearOutput(false)
				if s, err := Input("ask? "); s != "x" || err != nil {
					t.Errorf("Input = %q, %v; want x", s, err)
				}
				bar := Progress(2, "stations")
				bar.Add(1)
				time.Sleep(time.Second)
				bar.Add(1)
				Show(Markdown("end"))
				if out.String() != tt.want {
					t.Errorf("out = %q, want %q", out.String(), tt.want)
				}
			})
		})
	}
}

func TestPlainInput(t *testing.T) {
	p := &plain{in: strings.NewReader("one\n\nlast"), out: io.Discard}
	for _, want := range []string{"one", "", "last"} {
		if got, err := p.Input("", false); got != want || err != nil {
			t.Errorf("Input = %q, %v; want %q", got, err, want)
		}
	}
	if _, err := p.Input("", false); err != io.EOF {
		t.Errorf("Input at the end = %v, want io.EOF", err)
	}
	p.in = strings.NewReader(strings.Repeat("x", maxLine+1))
	if _, err := p.Input("", false); err == nil || !strings.Contains(err.Error(), "limit of 1048576 bytes") {
		t.Errorf("Input of a line without end = %v, want an error that names the limit", err)
	}
	var out bytes.Buffer
	p = &plain{in: strings.NewReader("secret\n"), out: &out}
	if _, err := p.Input("code: ", true); err != nil || out.String() != "code: (what you type is visible) " {
		t.Errorf("Password asks %q, %v", out.String(), err)
	}
}
