// Package cases are the inputs and outputs of the exercise, which driver and checks share.
package cases

import "time"

// In is the situation of a case. It is for one of the three functions.
type In struct {
	// Build is called if Workers is not 0.
	Workers int    `json:"workers,omitempty"`
	Pages   []Page `json:"pages,omitempty"`

	// Normal is called with each of Words, and what it allocates is measured: for each of Measured, called again and
	// again, and for Fresh, each of which is only one call.
	Words    []string `json:"words,omitempty"`
	Measured []string `json:"measured,omitempty"`
	Fresh    []string `json:"fresh,omitempty"`

	// Diagnose is called with each of Programs.
	Programs []Program `json:"programs,omitempty"`
}

// A Page takes Millis milliseconds of virtual time to load, and Extra.
type Page struct {
	Words  []string `json:"words"`
	Millis float64  `json:"millis"`
}

// Extra is too little to be seen, and keeps the ends of loads apart from whole microseconds: what comes first would be chance
// for a solution that looks now and then whether a load has ended.
const Extra = 7 * time.Nanosecond

// A Program behaves like One with one worker, and else like Many. A run takes the virtual time that its profile says.
type Program struct {
	Workers int     `json:"workers"` // that Diagnose is called with
	One     Profile `json:"one"`
	Many    Profile `json:"many"`
}

// A Profile is one of a run. Times are milliseconds.
type Profile struct {
	Elapsed float64  `json:"elapsed"`
	Samples []Sample `json:"samples,omitempty"`
}

// A Sample is what was measured at one site.
type Sample struct {
	Site   string  `json:"site"`
	Calls  int     `json:"calls"`
	Busy   float64 `json:"busy"`
	Wait   float64 `json:"wait"`
	MaxPar int     `json:"max_par"`
	Allocs int     `json:"allocs"`
}

// Out is what the function returned.
type Out struct {
	Index   map[string][]int `json:"index,omitempty"`
	Normal  []string         `json:"normal,omitempty"`  // of Words
	Reports []Report         `json:"reports,omitempty"` // by program
}

// A Report is one that Diagnose returned.
type Report struct {
	Site   string `json:"site"`
	Kind   string `json:"kind"`
	Serial int    `json:"serial"`
}

// Names of what the driver records.
const (
	Load = "Load" // a span: of a page
	Run  = "Run"  // a span: of a program, see RunID

	Locks       = "locks taken"                 // a count: calls of sync.Map among them
	FreshAllocs = "allocations for fresh words" // a count: for each of them, rounded down
)

// Allocs is the name under which is counted what a call of Normal with that word allocates.
func Allocs(word string) string { return "allocations for " + word }

// maxWorkers is more than any program is run with, unless Diagnose is very wrong.
const maxWorkers = 1000

// RunID is the ID of a run of a program.
func RunID(program, workers int) int { return program*maxWorkers + min(max(workers, 0), maxWorkers-1) }

// FromRunID is the inverse of RunID.
func FromRunID(id int) (program, workers int) { return id / maxWorkers, id % maxWorkers }
