// Package bench reads the results of Go benchmarks and says what they come to: medians, spreads, and
// whether a difference to earlier results can be chance. It is pure. The statistics are benchstat's
// (golang.org/x/perf/benchmath, without assumptions about distributions).
package bench

// A Result is one line of a benchmark's output.
type Result struct {
	Name       string // without "Benchmark" and the number of processors: "Sum/n=10"
	Procs      int    // GOMAXPROCS, 0 if the name does not tell
	Iterations int
	Values     []Value
}

// A Value is a measurement in a base unit: "sec/op", "B/op", "allocs/op", "B/s", or the benchmark's own.
type Value struct {
	Amount float64
	Unit   string
}

// A Row is what the results of one benchmark come to in one unit.
type Row struct {
	Name  string
	Procs int
	Unit  string
	Now   Figure
	// Before is nil if there is nothing to compare with; the fields below are zero then.
	Before *Figure
	Delta  string  // "-12.50%", or "~" if the difference can be chance
	P      float64 // probability of such a difference by chance (Mann-Whitney U test)
	Change Change
	Notes  []string // why the figures say less than one might think
}

// A Change is what a difference means.
type Change int

// Changes. Of units other than Go's own it is not known which way is better.
const (
	Same Change = iota // or not known to differ
	Better
	Worse
	Different
)

// A Figure summarizes the values of repeated runs.
type Figure struct {
	Values []float64 // in ascending order
	Median float64
	Low    float64 // bounds of a 95% confidence interval; infinite if there are too few values
	High   float64
	Text   string // the median with a prefix and the unit: "1.234µs"
	Spread string // "±3%", "±∞" if there are too few values
}
