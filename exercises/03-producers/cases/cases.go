// Package cases are the inputs and outputs of the exercise, which driver and checks share.
package cases

import "strconv"

// In is the situation that a case puts Run into. Times are virtual milliseconds.
type In struct {
	Sources   []Source   `json:"sources"`
	Consumers []Consumer `json:"consumers"`
	Queue     int        `json:"queue"`
	Cancel    float64    `json:"cancel,omitempty"` // when ctx ends; 0: never
	Faults    []Fault    `json:"faults,omitempty"`
}

// A Source produces an item after each of Millis; then comes io.EOF at once.
type Source struct {
	Millis []float64 `json:"millis"`
	Fail   float64   `json:"fail,omitempty"` // how long a Next takes that fails in place of io.EOF; 0: none does
}

// A Consumer takes Millis for each item.
type Consumer struct {
	Start     []float64 `json:"start"`                // how long each Start takes; the last goes for all further ones
	FailStart int       `json:"fail_start,omitempty"` // which Start fails, counted from 1; 0: none
	Millis    float64   `json:"millis"`
}

// A Fault is what is wrong with one item.
type Fault struct {
	Source  int  `json:"source"`
	Seq     int  `json:"seq"`
	Crashes int  `json:"crashes,omitempty"` // this many times it kills the consumer that handles it
	Bad     bool `json:"bad,omitempty"`     // Handle gives an error
}

// Out is what Run returned.
type Out struct {
	Results []Result `json:"results"`
	Err     string   `json:"err,omitempty"`
}

// A Result is one of Run's. Value is 0 if there is an error.
type Result struct {
	Source int    `json:"source"`
	Seq    int    `json:"seq"`
	Data   int    `json:"data"`
	Value  int    `json:"value,omitempty"`
	Err    string `json:"err,omitempty"`
}

// Words for the errors that Out can hold. Other errors stand there with their own text and type.
const (
	BadItem     = "bad item"
	Crashed     = "consumer crashed"
	StartFailed = "no process"
	Canceled    = "context canceled"
)

// SourceFailed is the word for the error of a source.
func SourceFailed(source int) string { return "source " + strconv.Itoa(source) + " failed" }

// Names of what the driver records. The ID of a Handle is ItemID, all other IDs are positions in In.
const (
	Next   = "Next"     // span, by source; Failed without an item
	Start  = "Start"    // span, by consumer
	Handle = "Handle"   // span, by item
	Work   = "consumer" // span, by consumer: a Handle, seen from there
	Crash  = "crash"    // mark, by consumer, at the end of its Work
	Stop   = "Stop"     // mark, by consumer
	Return = "return"   // mark: Run has returned
)

// ItemID numbers items.
func ItemID(source, seq int) int { return 100*source + seq }

// Data is what a source produces.
func Data(source, seq int) int { return 1000*(source+1) + 7*seq }

// Value is what a consumer makes of it.
func Value(data int) int { return 3*data + 1 }
