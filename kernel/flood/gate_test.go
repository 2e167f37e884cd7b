package flood

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"weft/kernel/jupyter/msg"
)

// A page is an Out that keeps what a reader sees.
type page struct {
	mu      sync.Mutex
	outputs []output
	calls   int
	wait    bool
}

type output struct{ kind, id, text string }

func (p *page) add(o output) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.calls++
	if p.wait {
		p.outputs, p.wait = nil, false
	}
	if n := len(p.outputs); n > 0 && o.id == "" && p.outputs[n-1].kind == o.kind && o.kind != "display" {
		p.outputs[n-1].text += o.text
		return
	}
	p.outputs = append(p.outputs, o)
}

func (p *page) Stream(name, text string) { p.add(output{kind: name, text: text}) }
func (p *page) Display(data, _ msg.Bundle, id string) {
	p.add(output{"display", id, fmt.Sprint(data["text/plain"])})
}
func (p *page) Result(data, _ msg.Bundle) {
	p.add(output{kind: "result", text: fmt.Sprint(data["text/plain"])})
}
func (p *page) Update(data, _ msg.Bundle, id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.calls++
	for i := range p.outputs {
		if p.outputs[i].id == id {
			p.outputs[i].text = fmt.Sprint(data["text/plain"])
		}
	}
}
func (p *page) Clear(wait bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.calls++
	if p.wait = wait; !wait {
		p.outputs = nil
	}
}
func (p *page) Input(context.Context, string, bool) (string, error) { return "", nil }

// text is what is on the page, one line for each output, long ones shortened.
func (p *page) text() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	var b strings.Builder
	for _, o := range p.outputs {
		if n := len(o.text); n > 200 {
			o.text = fmt.Sprintf("%d bytes to %s", n, o.text[n-10:])
		}
		fmt.Fprintf(&b, "%s: %q\n", o.kind, o.text)
	}
	return b.String()
}

func (p *page) want(t *testing.T, want string) {
	t.Helper()
	if got := p.text(); strings.TrimSpace(got) != strings.TrimSpace(want) {
		t.Errorf("the page has\n%s\nwant\n%s", got, want)
	}
}

func open(t *testing.T, l Limits) (*Settings, *Gate, *page) {
	s, p := NewSettings(l), &page{}
	t.Cleanup(func() { s.Close() })
	return s, s.Gate(3, p), p
}

func TestUnderTheLimit(t *testing.T) {
	_, g, p := open(t, Limits{})
	g.Stream("stdout", "a\n")
	g.Stream("stderr", "b\n")
	g.Display(msg.Bundle{"text/plain": "c"}, nil, "")
	g.Result(msg.Bundle{"text/plain": "d"}, nil)
	g.End()
	g.Stream("stdout", "late\n")
	p.want(t, `stdout: "a\n"
stderr: "b\n"
display: "c"
result: "d"
stdout: "late\n"`)
}

// lines are n lines of ten bytes.
func lines(from, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%09d\n", from+i)
	}
	return b.String()
}

func TestText(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // all of it in no time: a second later the mark says more
		_, g, p := open(t, Limits{Text: 100})
		for i := range 1_000_000 {
			g.Stream("stdout", lines(i, 1))
		}
		g.Stream("stderr", "an error\n")
		p.want(t, `stdout: "000000000\n000000001\n000000002\n000000003\n000000004\n000000005\n000000006\n000000007\n000000008\n000000009\n"
display: "output truncated at 100 bytes (%limit output 250bytes shows more, %limit output 250bytes keep puts all of it into a file)"`)
		g.Result(msg.Bundle{"text/plain": "the result"}, nil)
		g.End()
		p.mu.Lock()
		o := p.outputs
		p.mu.Unlock()
		// 10,000,009 bytes, of which 100 and the last 4090 are shown.
		if len(o) != 5 || !strings.HasPrefix(o[1].text, "output truncated, 10 MB more (") || !strings.HasSuffix(o[1].text, "; its end:") ||
			!strings.HasSuffix(o[2].text, "000999998\n000999999\n") || len(o[2].text) > maxTail || o[2].text[9] != '\n' ||
			o[3].text != "an error\n" || o[4].text != "the result" {
			t.Errorf("%s", p.text())
		}
		if p.calls > 20 {
			t.Errorf("%d messages", p.calls)
		}
	})
}

// A long line is cut behind a rune, and so is its end.
func TestOneLine(t *testing.T) {
	_, g, p := open(t, Limits{Text: 100})
	for range 1000 {
		g.Stream("stdout", strings.Repeat("€", 100))
	}
	g.End()
	o := p.outputs
	if len(o) != 3 || o[0].text != strings.Repeat("€", 33) || !strings.HasPrefix(o[1].text, "output truncated, 296 kB more") ||
		o[2].text != strings.Repeat("€", len(o[2].text)/3) || len(o[2].text) < maxTail-3 {
		t.Errorf("%s", p.text())
	}
}

// What is all there is called so.
func TestSlightlyMore(t *testing.T) {
	_, g, p := open(t, Limits{Text: 20})
	g.Stream("stdout", lines(0, 4))
	g.End()
	p.want(t, `stdout: "000000000\n000000001\n"
display: "output truncated at 20 bytes (%limit output 50bytes shows more, %limit output 50bytes keep puts all of it into a file); its end:"
stdout: "000000002\n000000003\n"`)
}

func TestFit(t *testing.T) {
	for _, tt := range []struct {
		text string
		room int64
		n    int
		cost int64
	}{
		{"", 5, 0, 0},
		{"abc", 3, 3, 3},
		{"abc", 2, 2, 2},
		{"a\nbcd", 4, 2, 2},
		{"a\nb\n", 4, 4, 4},
		{"€€", 5, 3, 3},
		{"\x00\x00", 11, 1, 6},
		{"\xff\xff", 12, 2, 12},
		{"\x1b[31m", 9, 4, 9},
		{"abc", 0, 0, 0},
		{"\uFFFD", 3, 3, 3},
	} {
		if n, cost := fit(tt.text, tt.room); n != tt.n || cost != tt.cost {
			t.Errorf("fit(%q, %d) = %d, %d, want %d, %d", tt.text, tt.room, n, cost, tt.n, tt.cost)
		}
	}
}

func TestDisplays(t *testing.T) {
	_, g, p := open(t, Limits{Text: 1000, Displays: 2})
	for i := range 100_000 {
		g.Display(msg.Bundle{"text/plain": fmt.Sprint(i)}, nil, "")
	}
	g.End()
	p.want(t, `display: "0"
display: "1"
display: "displays truncated, 99998 more (%limit displays 20 shows more)"`)

	_, g, p = open(t, Limits{Text: 500})
	g.Display(msg.Bundle{"text/plain": strings.Repeat("x", 3000)}, nil, "")
	g.Display(msg.Bundle{"text/plain": strings.Repeat("y", 3000)}, nil, "")
	g.Result(msg.Bundle{"text/plain": strings.Repeat("z", 5000)}, nil)
	g.End()
	p.want(t, `display: "3000 bytes to xxxxxxxxxx"
display: "displays truncated at 4 kB, 2 more (%limit output 5kB shows more)"`)
}

// A goroutine that prints for ever after its cell ended has marks less and less often.
func TestLate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, g, p := open(t, Limits{Text: 100})
		g.Stream("stdout", "cell\n")
		g.End()
		text := lines(0, 1000)
		for range 36_000 { // an hour
			g.Stream("stdout", text)
			time.Sleep(100 * time.Millisecond)
		}
		if p.calls > 100 {
			t.Errorf("%d messages", p.calls)
		}
		time.Sleep(2 * longestWait)
		if o := p.outputs; !strings.HasPrefix(o[1].text, "output truncated, 360 MB more (") || len(o) != 2 {
			t.Errorf("%s", p.text())
		}
	})
}

// An animation shows its last frame, and others at a pace that can be seen.
func TestAnimation(t *testing.T) {
	for _, clear := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			_, g, p := open(t, Limits{Displays: 5})
			g.Display(msg.Bundle{"text/plain": "0"}, nil, "a")
			for i := range 10_000 { // one second
				data := msg.Bundle{"text/plain": fmt.Sprint(i)}
				if clear {
					g.Clear(true)
					g.Stream("stdout", "frame\n")
					g.Display(data, nil, "a")
				} else {
					g.Update(data, nil, "a")
				}
				time.Sleep(100 * time.Microsecond)
			}
			if p.calls < 20 || p.calls > 100 {
				t.Errorf("%d messages", p.calls)
			}
			g.End()
			if clear {
				p.want(t, "stdout: \"frame\\n\"\ndisplay: \"9999\"")
			} else {
				p.want(t, `display: "9999"`)
			}
		})
	}
}

// Large frames come less often.
func TestLargeFrames(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, g, p := open(t, Limits{})
		frame := strings.Repeat("x", 1_000_000)
		for range 1000 { // ten seconds
			g.Update(msg.Bundle{"text/plain": frame}, nil, "a")
			time.Sleep(10 * time.Millisecond)
		}
		if p.calls < 5 || p.calls > 10*rate/1_000_000+10 {
			t.Errorf("%d frames of 1 MB in 10 s", p.calls)
		}
		g.End()
	})
}

// TestOrder: what is held back stays in its order, and an update never overtakes the display that it is for.
func TestOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, g, p := open(t, Limits{})
		show := func(id, text string) { g.Display(msg.Bundle{"text/plain": text}, nil, id) }
		update := func(id, text string) { g.Update(msg.Bundle{"text/plain": text}, nil, id) }
		show("a", "a0")
		update("a", "a1")
		update("a", "a2") // held from here on
		g.Stream("stdout", "x")
		update("a", "a3")
		g.Stream("stdout", "y")
		show("a", "b0")
		update("a", "b1")
		p.want(t, `display: "a1"`)
		if _, err := g.Input(t.Context(), "", false); err != nil {
			t.Fatal(err)
		}
		p.want(t, "display: \"b1\"\nstdout: \"xy\"\ndisplay: \"b1\"")
		g.End()
	})
}

func TestKeep(t *testing.T) {
	s, g, p := open(t, Limits{Text: 100, Keep: true})
	for i := range 1000 {
		g.Stream("stdout", lines(i, 1))
	}
	g.End()
	path := filepath.Join(s.folder, "cell-3.txt")
	if o := p.outputs; !strings.HasPrefix(o[1].text, "output truncated, 5.8 kB more (all of it is in "+path+" as long as this kernel runs); its end:") {
		t.Errorf("%s", p.text())
	}
	if text, err := os.ReadFile(path); err != nil || string(text) != lines(0, 1000) {
		t.Errorf("the file has %d bytes, %v", len(text), err)
	}

	// A cell that is not cut leaves no file.
	g = s.Gate(4, p)
	g.Stream("stdout", "short\n")
	g.End()
	if left, _ := os.ReadDir(s.folder); len(left) != 1 || s.kept != 10_000 {
		t.Errorf("%d files, %d bytes are counted", len(left), s.kept)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(s.folder); !os.IsNotExist(err) {
		t.Errorf("the folder is still there: %v", err)
	}
}

func TestKeepTooMuch(t *testing.T) {
	s, g, p := open(t, Limits{Text: 100, Keep: true})
	s.kept = maxKept - 500
	g.Stream("stdout", lines(0, 1000))
	g.End()
	if o := p.outputs; !strings.Contains(o[1].text, "(its first 500 bytes are in "+s.folder) || !strings.Contains(o[1].text, "a session keeps 1 GB at most)") {
		t.Errorf("%s", p.text())
	}
}

// Clear makes room.
func TestClear(t *testing.T) {
	_, g, p := open(t, Limits{Text: 100, Displays: 1})
	for range 3 {
		g.Stream("stdout", lines(0, 100))
		g.Display(msg.Bundle{"text/plain": "a"}, nil, "")
		g.Display(msg.Bundle{"text/plain": "b"}, nil, "")
		g.Clear(false)
	}
	g.Stream("stdout", "x\n")
	g.Display(msg.Bundle{"text/plain": "c"}, nil, "")
	g.End()
	p.want(t, "stdout: \"x\\n\"\ndisplay: \"c\"")
}

func TestConcurrent(t *testing.T) {
	s, g, _ := open(t, Limits{Text: 1000, Displays: 10, Keep: true})
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for n := range 500 {
				g.Stream([]string{"stdout", "stderr"}[n%2], "text\n")
				g.Display(msg.Bundle{"text/plain": "x"}, nil, "a")
				g.Update(msg.Bundle{"text/plain": "y"}, nil, "a")
				if n%100 == 99 {
					g.Clear(i%2 == 0)
					s.Set(Limits{Text: int64(500 + n)})
				}
			}
		})
	}
	wg.Wait()
	g.End()
}

func TestSizes(t *testing.T) {
	for _, tt := range []struct {
		n    int64
		want string
	}{{0, "0 bytes"}, {1, "1 bytes"}, {999, "999 bytes"}, {1000, "1 kB"}, {8_000_000, "8 MB"}, {3_240_000, "3.2 MB"}, {99_960_000, "100 MB"}, {214_400_000, "214 MB"}, {1_500_000_000, "1.5 GB"}} {
		if got := Size(tt.n); got != tt.want {
			t.Errorf("Size(%d) = %q, want %q", tt.n, got, tt.want)
		}
	}
	for _, tt := range []struct {
		text string
		want int64
	}{{"20MB", 20_000_000}, {"1.5 GB", 1_500_000_000}, {"500kB", 500_000}, {"500 kb", 500_000}, {"4096", 4096}, {"1KiB", 1024}, {"250bytes", 250}, {"", -1}, {"MB", -1}, {"20 XB", -1}, {"-5MB", -1}, {"1e30", -1}, {"99999999999999GB", -1}, {"1.2.3MB", -1}} {
		got, err := ParseSize(tt.text)
		if (err != nil) != (tt.want < 0) || err == nil && got != tt.want {
			t.Errorf("ParseSize(%q) = %d, %v, want %d", tt.text, got, err, tt.want)
		}
	}
}
