// The driver of the exercise.
package main

import (
	"time"

	"weft/exercises/02-open/cases"
	"weft/exercises/02-open/solution"
	"weft/grader/probe"
)

func main() { probe.Main(run) }

func run(p *probe.Probe, in cases.In) (out cases.Out) {
	var jobs []solution.Job
	for i, ms := range in.Millis {
		jobs = append(jobs, solution.Job{ID: i, Run: func() int {
			s := p.Begin("job", i)
			time.Sleep(time.Duration(ms * 1e6))
			s.End(false)
			return i * i
		}})
	}
	p.Call(func() { out.Values = solution.Process(jobs, in.Workers) })
	return out
}
