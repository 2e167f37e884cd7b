//go:build unix

package child

import (
	"context"
	"slices"
	"testing"
	"time"

	"weft/kernel/engine/pipe"
)

// nothing is a Sink that counts bytes.
type nothing struct{ bytes, texts int }

func (n *nothing) Stream(_ int, _ string, text []byte) { n.bytes += len(text); n.texts++ }
func (*nothing) Display(pipe.Display)                  {}
func (*nothing) Result(pipe.Result)                    {}
func (*nothing) Clear(pipe.Clear)                      {}
func (*nothing) Panic(pipe.Panic)                      {}
func (*nothing) Deadlock(pipe.Deadlock)                {}
func (*nothing) Leak(pipe.Leak)                        {}
func (*nothing) Recording(pipe.Recording)              {}
func (*nothing) Input(context.Context, pipe.Input) (string, error) {
	return "", nil
}

func start(b *testing.B, o Options) (*Child, *notebook) {
	b.Helper()
	c, err := Start(b.Context(), o)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { c.Close() })
	return c, &notebook{Child: c, recorder: &recorder{}}
}

func eval(b *testing.B, c *Child, e pipe.Eval, s Sink) {
	b.Helper()
	if d, err := c.Eval(b.Context(), e, s); err != nil || d.Status != pipe.OK {
		b.Fatal(d, err)
	}
}

// BenchmarkStart is from nothing to Ready.
func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		c, err := Start(b.Context(), noSpare())
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		c.Close()
		b.StartTimer()
	}
}

// BenchmarkEval is the round trip of a cell that prints a line.
func BenchmarkEval(b *testing.B) {
	c, n := start(b, noSpare())
	eval(b, c, n.prepare("", `fmt.Println("hello")`), &nothing{})
	for b.Loop() {
		eval(b, c, n.prepare("", `fmt.Println("hello")`), &nothing{})
	}
}

// BenchmarkRestart is from Restart to the end of the first cell of the spare.
func BenchmarkRestart(b *testing.B) {
	c, n := start(b, Options{SpareDelay: time.Nanosecond})
	for b.Loop() {
		b.StopTimer()
		eval(b, c, n.prepare("", `fmt.Println("hello")`), &nothing{})
		for ready := false; !ready; {
			c.mu.Lock()
			spare := c.spare
			c.mu.Unlock()
			if spare != nil {
				<-spare.ready
				ready = true
			}
		}
		b.StartTimer()
		if err := c.Restart(b.Context()); err != nil {
			b.Fatal(err)
		}
		eval(b, c, n.prepare("", `fmt.Println("hello")`), &nothing{})
	}
}

// BenchmarkLines prints 100,000 lines.
func BenchmarkLines(b *testing.B) {
	c, n := start(b, noSpare())
	e := n.prepare("", `for i := 0; i < 100000; i++ { fmt.Println("line number", i) }`)
	s := &nothing{}
	for b.Loop() {
		eval(b, c, e, s)
		e = n.prepare("", `for i := 0; i < 100000; i++ { fmt.Println("line number", i) }`)
	}
	b.ReportMetric(float64(s.texts)/float64(b.N), "texts/op")
	b.ReportMetric(100_000*float64(b.N)/b.Elapsed().Seconds(), "lines/s")
}

// BenchmarkMemory reports the resident memory of an idle evaluator and its spare.
func BenchmarkMemory(b *testing.B) {
	c, n := start(b, Options{SpareDelay: time.Nanosecond})
	eval(b, c, n.prepare("", `fmt.Println("hello", time.Now(), strings.Repeat("a", 3))`), &nothing{})
	for b.Loop() {
		for {
			all, err := c.Usage()
			if err != nil {
				b.Fatal(err)
			}
			if len(all) == 2 {
				c.mu.Lock()
				ready := c.spare.ready
				c.mu.Unlock()
				<-ready
				all, _ = c.Usage()
				b.ReportMetric(float64(all[0].Memory)/(1<<20), "MB/evaluator")
				b.ReportMetric(float64(all[1].Memory)/(1<<20), "MB/spare")
				break
			}
		}
	}
}

// BenchmarkDeadlock is a cell that is deadlocked from its beginning, to its end.
func BenchmarkDeadlock(b *testing.B) {
	c, n := start(b, noSpare())
	eval(b, c, n.prepare("", `fmt.Println("hello")`), &nothing{})
	var all []time.Duration
	for b.Loop() {
		began := time.Now()
		d, err := c.Eval(b.Context(), n.prepare("", "select {}"), &nothing{})
		if err != nil || d.Status != pipe.Deadlocked {
			b.Fatal(d, err)
		}
		all = append(all, time.Since(began))
	}
	slices.Sort(all)
	b.ReportMetric(float64(all[len(all)/2].Milliseconds()), "median-ms")
	b.ReportMetric(float64(all[len(all)-1].Milliseconds()), "worst-ms")
}
