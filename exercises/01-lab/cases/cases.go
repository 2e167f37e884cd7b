// Package cases are the inputs and outputs of the exercise, which driver and checks share.
package cases

import "time"

// In is a call that a case makes. Times are virtual milliseconds.
type In struct {
	Call     string   `json:"call"`
	Loads    []string `json:"loads,omitempty"`    // Measure: the first one
	Backends []string `json:"backends,omitempty"` // Measure: the first one
	Workers  []int    `json:"workers,omitempty"`  // Measure: the first one
	Items    []Item   `json:"items,omitempty"`    // of every load
	// FailStart is which call of Start fails, counted from 1, after FailAfter; 0: none.
	FailStart int     `json:"fail_start,omitempty"`
	FailAfter float64 `json:"fail_after,omitempty"`
	// Cancel and Deadline are when ctx ends, by its cancellation or its deadline; 0: never.
	Cancel   float64 `json:"cancel,omitempty"`
	Deadline float64 `json:"deadline,omitempty"`
	// Asked is what Best is asked.
	Asked []Question `json:"asked,omitempty"`
}

// The functions of the exercise.
const (
	Measure = "Measure"
	Compare = "Compare"
	Best    = "Best"
)

// An Item is what it costs, and whether it fails in the end.
type Item struct {
	Millis float64 `json:"millis"`
	Fails  bool    `json:"fails,omitempty"`
}

// A Question is a call of Best.
type Question struct {
	Rows []Row  `json:"rows"`
	Load string `json:"load"`
}

// The loads. CPU needs a core.
const (
	CPU = "cpu"
	IO  = "io"
)

// The backends.
const (
	Goroutine = "goroutine"
	Process   = "process"
)

// What the backends cost, in milliseconds and units of memory.
const (
	StartMillis, SendMillis, CloseMillis = 50.7, 2.3, 5.1 // of a process; a goroutine is free

	GoroutineMemory, ProcessMemory = 1, 30
	ItemMemory                     = 2 // while it is in progress

	GoroutineCores, ProcessCores = 2, 4
)

// Out is what the call returned.
type Out struct {
	Rows  []Row   `json:"rows,omitempty"` // Measure: one
	Err   string  `json:"err,omitempty"`
	Found []Found `json:"found,omitempty"` // by Best, for each question
}

// A Row is one of the exercise's.
type Row struct {
	Load    string        `json:"load"`
	Backend string        `json:"backend"`
	Workers int           `json:"workers"`
	Elapsed time.Duration `json:"elapsed"`
	Speedup string        `json:"speedup,omitempty"` // a number as strconv writes it, which may be NaN
	Peak    int           `json:"peak"`
	Err     string        `json:"err,omitempty"`
}

// Found is what Best returned.
type Found struct {
	Row Row  `json:"row"`
	OK  bool `json:"ok"`
}

// Words for the errors that a Row can hold. Other errors stand there as Other with their text.
const (
	ItemFailed  = "the error of the item"
	StartFailed = "the error of Start"
	Canceled    = "ctx.Err(): context canceled"
	Expired     = "ctx.Err(): context deadline exceeded"
	Other       = "another error: "
)

// Names of what the driver records. The ID of a worker is which call of Start it is from, counted from 1.
const (
	Start  = "Start"     // span, by worker
	Do     = "Do"        // span, by item
	Busy   = "worker"    // span, by worker: a Do, seen from there
	Close  = "Close"     // mark, by worker
	Broken = "broken"    // mark, by item: its Do was broken off by its context
	Reset  = "ResetPeak" // mark
	Return = "return"    // mark
)

// Life is the name of the span of a worker, from the beginning of its Start to the end of its Close.
func Life(load, backend string) string { return load + lifeOn + backend }

const lifeOn = " on "
