package e2e

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// failures runs cells that fail, each in its own way, and looks at what is shown: docs/RESILIENCE.md has the pictures.
func failures(t *testing.T, l *lab) {
	const name = "failures.ipynb"
	all := []struct {
		shot, cell string
		endless    bool // until it is interrupted
		want       []string
	}{
		{"", `type Station struct{ depths []int }

func (s *Station) Ask(i int) int { return s.depths[i] }

func deepest(s *Station, n int) int {
	deep := 0
	for i := range n {
		deep = max(deep, s.Ask(i))
	}
	return deep
}

done := make(chan bool)`, false, nil},
		{"panic", "buoy := &Station{[]int{12, 40, 31}}\ndeepest(buoy, 4)", false,
			[]string{"panic: runtime error: index out of range [3] with length 3", "cell [1] 3:43 in (*Station).Ask", "cell [1] 8:22 in deepest", "cell [2] 2:1"}},
		{"panic-goroutine", "var wg sync.WaitGroup\nfor n := range 5 {\n\twg.Go(func() {\n\t\tdeepest(buoy, n)\n\t})\n}\nwg.Wait()", false,
			[]string{"in a goroutine that cell [3] started", "created at cell [3] 3:2"}},
		{"deadlock", `var bank, both sync.WaitGroup
var a, b sync.Mutex
both.Add(2)
transfer := func(from, to *sync.Mutex) {
	from.Lock()
	defer from.Unlock()
	both.Done()
	both.Wait() // now each of the two has a lock
	to.Lock()
	defer to.Unlock()
}
bank.Go(func() { transfer(&a, &b) })
bank.Go(func() { transfer(&b, &a) })
bank.Wait()`, false, []string{"deadlock: 3 goroutines blocked for ever", "the cell waits at bank.Wait()", "waits for to.Lock(), held by goroutine", "ring: goroutine", "take the locks in the same order"}},
		{"deadlock-many", `results := make(chan int)
var all sync.WaitGroup
for i := range 100 {
	all.Go(func() {
		results <- i * i
	})
}
all.Wait()
close(results)`, false, []string{"deadlock: 101 goroutines", "100 goroutines wait to send to results", "nobody receives from results"}},
		{"leak", `func firstOf(n int) int {
	out := make(chan int)
	for i := range n {
		go func() { out <- i }()
	}
	return <-out
}
firstOf(3) >= 0`, false, []string{"note: 2 goroutines can never go on: they wait to send to out (line 4), which nobody can receive from"}},
		{"goroutines", `var mu sync.Mutex
for i := range 3 {
	go func() {
		mu.Lock()
		defer mu.Unlock()
		<-done
		fmt.Println("end of", i)
	}()
}
go func() {
	for range time.Tick(time.Hour) {
	}
}()`, false, nil},
		{"goroutines", "%goroutines", false, []string{"goroutines are alive", "waits to receive from done", "waits for mu.Lock()", "range time.Tick(time.Hour)"}},
		{"interrupt", "n := 0\nfor {\n\tn++\n}", true, []string{"the cell was interrupted; variables keep what it set until then"}},
		{"exit", "if n > 0 {\n\tfmt.Println(\"the state is kept\")\n\tos.Exit(3)\n}", false, []string{"the state is kept", "the cell ended with os.Exit(3); the session goes on", "] 3:2"}},
		{"overflow", "func count(n int) int { return 1 + count(n+1) }\ncount(0)", false, []string{"stack overflow", "more calls like this one", "calls itself without end"}},
	}
	var cells []string
	for _, c := range all {
		cells = append(cells, c.cell)
	}
	l.write(t, name, cells...)
	l.open(t, name)
	if _, err := chromedp.Run(l.ctx, chromedp.EmulateViewport(1280, 1200)); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if _, err := chromedp.Run(l.ctx, chromedp.ResetViewport()); err != nil {
			t.Error(err)
		}
	}()
	for i, c := range all {
		l.js(t, fmt.Sprintf("weft.scrollTo(%q, %d)", name, i), nil)
		if c.endless {
			l.js(t, fmt.Sprintf("weft.begin(%q, %d)", name, i), nil)
			waitFor(t, "the loop to run", func() bool { return l.status(t, name) == "busy" })
			l.js(t, "weft.kernel('"+name+"').interrupt().then(() => true)", nil)
			waitFor(t, "the cell to end", func() bool { return strings.Contains(l.cells(t, name)[i].text(), "Interrupted") })
		} else {
			l.js(t, fmt.Sprintf("weft.run(%q, %d)", name, i), nil)
		}
		if c.shot == "" || len(c.want) == 0 {
			continue
		}
		for try := 0; c.shot == "leak" && !strings.Contains(l.drawn(t, name, i), c.want[0]) && try < 40; try++ {
			l.js(t, fmt.Sprintf("weft.run(%q, %d)", name, i), nil) // it is not seen each time on a busy machine
		}
		l.js(t, fmt.Sprintf("weft.showOutputs(%q, %d)", name, i), nil)
		l.shows(t, name, i, c.want...)
		var over int
		l.js(t, fmt.Sprintf("weft.outputs(%q, %d).scrollWidth - weft.outputs(%q, %d).clientWidth", name, i, name, i), &over)
		if over > 1 {
			t.Errorf("the output of %s is %d pixels wider than its place", c.shot, over)
		}
	}
	if os.Getenv("WEFT_SHOTS") == "" {
		return
	}
	for _, theme := range []string{"Dark", "Light"} {
		l.js(t, "weft.theme('JupyterLab "+theme+"')", nil)
		for i, c := range all {
			if c.shot != "" && len(c.want) > 0 {
				l.js(t, fmt.Sprintf("weft.showOutputs(%q, %d)", name, i), nil)
				l.shotOf(t, "resilience-"+c.shot+"-"+strings.ToLower(theme), fmt.Sprintf(".jp-NotebookPanel:not(.lm-mod-hidden) [data-windowed-list-index=%q]", fmt.Sprint(i)))
			}
		}
	}
}
