// The judge of the exercise: it runs outside of the sandbox, and sees what a submission did.
package main

import (
	"weft/exercises/00-name/cases"
	"weft/grader/checks"
)

func main() {
	checks.Main(checks.Suite{Cases: []checks.Case{
		sum("example", []int{10, 20, 30}, 6, 30),
		sum("one at a time", []int{10}, 1, 10),
		sum("nothing", nil, 0, 0),
	}})
}

// sum is a case; the last argument is how long the whole may take, in milliseconds of virtual time.
func sum(name string, millis []int, want int, total float64) checks.Case {
	value := checks.Value("the sum", func(o cases.Out) int { return o.Sum }, want)
	return checks.Case{
		Name: name, Input: cases.In{Millis: millis}, Schedules: 5,
		Checks: []checks.Named{value.Named("VALUE"), checks.Elapsed(checks.Millis(total)).Named("TIME")},
	}
}
