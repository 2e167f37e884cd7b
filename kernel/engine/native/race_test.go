//go:build unix

package native

import (
	"fmt"
	"strings"
	"testing"

	"weft/kernel/engine/native/races"
	"weft/kernel/engine/pipe"
	"weft/kernel/needs"
)

func TestRaces(t *testing.T) {
	needs.Tools(t, "go", "gcc")
	e := open(t)
	for _, tt := range []struct {
		name    string
		imports []string
		decls   string
		body    string
		want    []string // one of these
		done    pipe.Done
	}{
		{"none", []string{"fmt", "sync"}, "", `var wg sync.WaitGroup
n := 0
wg.Go(func() { n++ })
wg.Wait()
fmt.Println(n)`, []string{""}, pipe.Done{Status: pipe.OK}},
		{"with the main goroutine", []string{"sync"}, "", `var wg sync.WaitGroup
n := 0
wg.Go(func() {
	n = 1
})
n = 2
wg.Wait()
_ = n`, []string{
			"write cell [3] 6:0 by main; write cell [3] 4:0 by one from cell [0]",
			"write cell [3] 4:0 by one from cell [0]; write cell [3] 6:0 by main"}, pipe.Done{Status: pipe.OK}},
		{"of two goroutines, with an exit status", []string{"os", "sync"}, "var total int\n\nfunc add(n int) { total += n }", `var wg sync.WaitGroup
for i := range 2 {
	wg.Add(1)
	go func() {
		defer wg.Done()
		add(i)
	}()
}
wg.Wait()
os.Exit(4)`, []string{
			"read cell [2] 3:0 by one from cell [3] 4:0; write cell [2] 3:0 by one from cell [3] 4:0",
			"write cell [2] 3:0 by one from cell [3] 4:0; write cell [2] 3:0 by one from cell [3] 4:0"}, pipe.Done{Status: pipe.Exited, Code: 4}},
		{"beside an atomic access", []string{"sync", "sync/atomic"}, "", `var wg sync.WaitGroup
var n int64
wg.Go(func() { atomic.AddInt64(&n, 1) })
wg.Wait()
c := make(chan bool)
go func() {
	c <- true
	atomic.AddInt64(&n, 1)
	c <- true
}()
<-c
println(n)
<-c`, []string{
			"read cell [3] 12:0 by main; atomic write cell [0] by one from cell [3] 6:0",
			"atomic write cell [0] by one from cell [3] 6:0; read cell [3] 12:0 by main"}, pipe.Done{Status: pipe.OK}},
	} {
		p := program(tt.imports, tt.decls, tt.body)
		p.Job.Race = true
		r, sink := run(t, e, p)
		var texts []string
		for _, race := range r.Races {
			texts = append(texts, tell(race))
		}
		got := strings.Join(texts, "\n")
		ok := false
		for _, want := range tt.want {
			ok = ok || got == want
		}
		if !ok {
			t.Errorf("%s: races\n%s\nwant\n%s", tt.name, got, strings.Join(tt.want, "\nor\n"))
		}
		if r.Done.Status != tt.done.Status || r.Done.Code != tt.done.Code || len(r.Remarks) > 0 {
			t.Errorf("%s: %+v, remarks %q, received\n%s", tt.name, r.Done, r.Remarks, sink.text())
		}
		if strings.Contains(sink.text(), "RACE") {
			t.Errorf("%s: the report is part of the output:\n%s", tt.name, sink.text())
		}
	}
}

func tell(r races.Race) string {
	var all []string
	for _, a := range r.Accesses {
		text := "read "
		if a.Write {
			text = "write "
		}
		if a.Atomic {
			text = "atomic " + text
		}
		text += a.At().String() + " by "
		if g, ok := r.Goroutine(a); ok {
			text += "one from " + g.At().String()
		} else {
			text += "main"
		}
		all = append(all, text)
	}
	return strings.Join(all, "; ") + strings.Repeat(fmt.Sprintf(" (%d times)", r.Count), r.Count-min(r.Count, 1))
}
