//go:build unix

package child

import (
	"fmt"
	"maps"
	"strings"
	"testing"
	"unicode/utf8"

	"weft/kernel/engine/pipe"
)

// TestOrder: what is printed before an event is delivered before it, and after it after it.
func TestOrder(t *testing.T) {
	n := open(t, noSpare())
	n.must("", `for i := 0; i < 3; i++ {
	fmt.Print("a", i)
	display.Show(i)
	fmt.Fprint(os.Stdout, "b", i)
	display.ClearOutput(true)
	exec.Command("sh", "-c", "printf c").Run()
	os.Stderr.WriteString("d")
	display.Show(-i)
}`)
	var want []string
	for i := range 3 {
		want = append(want,
			fmt.Sprintf("1 stdout: a%d", i), fmt.Sprintf("1 display %d", i),
			fmt.Sprintf("1 stdout: b%d", i), "1 clear true",
			"1 stderr: d", fmt.Sprintf("1 display %d", -i))
	}
	n.want(strings.Join(want, "\n"))
}

// TestOrderOfCommands: a process that a cell starts writes to the cell's output in its turn.
func TestOrderOfCommands(t *testing.T) {
	n := open(t, noSpare())
	n.must("", `fmt.Print("a ")
c := exec.Command("echo", "b")
c.Stdout = os.Stdout
c.Run()
fmt.Println("c")`)
	n.want("1 stdout: a b\nc\n")
}

// TestResult: lowered code shows a cell's value through the helpers.
func TestResult(t *testing.T) {
	n := open(t, noSpare())
	n.must("", `fmt.Println("before"); _rt.Show(42, "int")`)
	n.want("1 stdout: before\n\n1 result 42")
}

// TestLate: a goroutine that outlives its cell prints under the cell that started it. In which order
// two cells print is not kept: they have places of their own.
func TestLate(t *testing.T) {
	n := open(t, noSpare())
	cells := &cells{recorder: n.recorder, text: map[int]string{}}
	for _, c := range []struct{ decls, body string }{
		{"var next, printed = make(chan bool), make(chan bool)", `go func() {
	for range next { fmt.Println("tick"); printed <- true }
}()
fmt.Println("started")`},
		{"", `next <- true; <-printed; fmt.Println("second")`},
		{"", `fmt.Print("third "); next <- true; <-printed; go fmt.Println("its own"); time.Sleep(time.Millisecond); display.Show("end")`},
	} {
		if _, err := n.Eval(t.Context(), n.prepare(c.decls, c.body), cells); err != nil {
			t.Fatal(err)
		}
	}
	want := map[int]string{1: "started\ntick\ntick\n", 2: "second\n", 3: "third its own\n"}
	if !maps.Equal(cells.text, want) {
		t.Errorf("received %v, want %v", cells.text, want)
	}
}

type cells struct {
	*recorder
	text map[int]string
}

func (c *cells) Stream(cell int, name string, text []byte) { c.text[cell] += string(text) }

// TestUTF8: no text is cut within a rune, whatever the pieces in which it was written.
func TestUTF8(t *testing.T) {
	n := open(t, noSpare())
	pieces := &pieces{recorder: n.recorder}
	d, err := n.Eval(t.Context(), n.prepare("", `
s := strings.Repeat("ä€𝄞", 20000)
for len(s) > 0 {
	k := 7
	if k > len(s) { k = len(s) }
	os.Stdout.WriteString(s[:k])
	s = s[k:]
}
os.Stdout.WriteString("\xe2\x82")`), pieces)
	if err != nil || d.Status != pipe.OK {
		t.Fatal(d, err)
	}
	if want := strings.Repeat("ä€𝄞", 20000) + "\xe2\x82"; pieces.all != want {
		t.Errorf("received %d bytes, want %d", len(pieces.all), len(want))
	}
	if pieces.cut > 1 { // the end is half a rune
		t.Errorf("%d texts begin or end within a rune", pieces.cut)
	}
}

type pieces struct {
	*recorder
	all string
	cut int
}

func (p *pieces) Stream(cell int, name string, text []byte) {
	if !utf8.Valid(text) {
		p.cut++
	}
	p.all += string(text)
}

// A slow sink makes the cell wait; it does not fill memory.
func TestBackPressure(t *testing.T) {
	n := open(t, noSpare())
	slow := &slow{recorder: n.recorder, go_: make(chan bool), first: make(chan bool)}
	finished := make(chan error, 1)
	e := n.prepare("", `s := strings.Repeat("x", 9999) + "\n"; for i := 0; i < 2000; i++ { fmt.Print(s) }; fmt.Print("end")`)
	go func() {
		_, err := n.Eval(t.Context(), e, slow)
		finished <- err
	}()
	<-slow.first
	select {
	case <-finished:
		t.Error("the cell ended although its 20 MB were not taken")
	default:
	}
	close(slow.go_)
	if err := <-finished; err != nil {
		t.Error(err)
	}
	if slow.bytes != 20_000_003 {
		t.Errorf("received %d bytes, want 20000003", slow.bytes)
	}
	if slow.largest > 128<<10 {
		t.Errorf("a text had %d bytes", slow.largest)
	}
}

type slow struct {
	*recorder
	go_, first     chan bool
	started        bool
	bytes, largest int
}

func (s *slow) Stream(cell int, name string, text []byte) {
	if !s.started {
		s.started = true
		close(s.first)
		<-s.go_
	}
	s.bytes += len(text)
	s.largest = max(s.largest, len(text))
}

// TestLargeDisplay passes 50 MB on.
func TestLargeDisplay(t *testing.T) {
	n := open(t, noSpare())
	large := &large{recorder: n.recorder}
	if _, err := n.Eval(t.Context(), n.prepare("", `display.Show(display.HTML(strings.Repeat("x", 50<<20)))`), large); err != nil {
		t.Fatal(err)
	}
	if large.bytes < 50<<20 {
		t.Errorf("received %d bytes", large.bytes)
	}
}

type large struct {
	*recorder
	bytes int
}

func (l *large) Display(d pipe.Display) {
	for _, p := range d.Data {
		l.bytes += len(p.Data)
	}
}
