// The driver of the exercise.
package main

import (
	"context"
	"time"

	"weft/exercises/01-workers/cases"
	"weft/exercises/01-workers/solution"
	"weft/grader/probe"
)

func main() { probe.Main(run) }

func run(p *probe.Probe, in cases.In) (out cases.Out) {
	var jobs []solution.Job
	for i, ms := range in.Millis {
		jobs = append(jobs, solution.Job{ID: i, Run: func() int {
			s := p.Begin("job", i)
			p.Sleep(context.Background(), time.Duration(ms*1e6))
			s.End(false)
			return i * i
		}})
	}
	p.Call(func() { out.Values = solution.Process(jobs, in.Workers) })
	return out
}
