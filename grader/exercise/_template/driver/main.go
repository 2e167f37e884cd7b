// The driver calls the submission; it runs beside it in the sandbox, and holds no expected value.
package main

import (
	"context"
	"time"

	"weft/exercises/00-name/cases"
	"weft/exercises/00-name/solution"
	"weft/grader/probe"
)

func main() { probe.Main(run) }

func run(p *probe.Probe, in cases.In) (out cases.Out) {
	var parts []func() int
	for i, ms := range in.Millis {
		parts = append(parts, func() int {
			s := p.Begin("part", i)
			defer s.End(false)
			p.Sleep(context.Background(), time.Duration(ms)*time.Millisecond) // time.Sleep could hide a data race
			return i + 1
		})
	}
	p.Call(func() { out.Sum = solution.Sum(parts) })
	return out
}
