// The judge of the exercise.
package main

import (
	"pgregory.net/rapid"

	"weft/exercises/02-open/cases"
	"weft/grader/checks"
)

func main() {
	checks.Main(checks.Suite{Cases: []checks.Case{
		one("one by one", []float64{10.1, 20.2}, 1, 30.3, 1),
		one("side by side", []float64{30.3, 10.1, 10.1, 10.1}, 2, 30.3, 2),
		one("none", nil, 3, 0, 0),
		{Name: "sums", Property: &checks.Property{
			Name: "VALUES", Runs: 20,
			Draw: func(t *rapid.T) any {
				n := rapid.IntRange(0, 12).Draw(t, "jobs")
				in := cases.In{Workers: rapid.IntRange(1, 5).Draw(t, "workers")}
				for range n {
					in.Millis = append(in.Millis, float64(rapid.IntRange(1, 50).Draw(t, "ms")))
				}
				return in
			},
			Check: func(input any) checks.Check { return values(len(input.(cases.In).Millis)) },
		}},
	}})
}

func one(name string, millis []float64, workers int, total float64, most int) checks.Case {
	c := checks.Case{Name: name, Input: cases.In{Millis: millis, Workers: workers}, Schedules: 5, Checks: []checks.Named{
		values(len(millis)).Named("VALUES"), checks.AtMost("job", workers).Named("MAX"), checks.Elapsed(checks.Millis(total)).Named("TIME"),
	}}
	if most > 0 {
		c.Checks = append(c.Checks, checks.Reached("job", most).Named("MAX"))
	}
	return c
}

func values(n int) checks.Check {
	var want []int
	for i := range n {
		want = append(want, i*i)
	}
	return checks.Value("the list of values", func(o cases.Out) []int { return o.Values }, want)
}
