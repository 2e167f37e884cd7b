// Package cases are the inputs and outputs of the exercise, which driver and checks share.
package cases

// In is the situation that a case puts a Manager into. Times are virtual milliseconds.
type In struct {
	Workers int      `json:"workers"`
	Tasks   []Task   `json:"tasks"`
	Actors  [][]Step `json:"actors"` // each a goroutine that does its steps one after the other; the first one ends last
}

// A Task is what a submitted function does: it takes Millis, does its Steps, and ends.
type Task struct {
	Millis  float64 `json:"millis"`
	Steps   []Step  `json:"steps,omitempty"`
	End     string  `json:"end,omitempty"`      // one of the words below; "": it returns nil
	CleanUp float64 `json:"clean_up,omitempty"` // how long it goes on after its context has ended
	Told    string  `json:"told,omitempty"`     // how it ends then
}

// How tasks end; the words stand for the errors in answers too.
const (
	Broken    = "broken"           // with an error
	CleanedUp = "cleaned up"       // with another error
	Canceled  = "context canceled" // with the error of package context, whoever asked for it
	Panics    = "panics"           // with PanicText
)

// PanicText is what a task panics with.
const PanicText = "out of paper in tray 4711"

// A Step is a call of a method.
type Step struct {
	Name     string  `json:"name"` // under which its answer is known; no two are equal
	At       float64 `json:"at"`   // not before this moment
	Do       string  `json:"do"`   // Submit, Cancel, Info, Wait, Shutdown
	Task     int     `json:"task,omitempty"`
	Priority int     `json:"priority,omitempty"`
	ID       int     `json:"id,omitempty"`
	Limit    float64 `json:"limit,omitempty"` // after which the context of a Wait or Shutdown ends; 0: never
}

// Out is what the steps were answered, those of the actors first, then those of the tasks.
type Out struct {
	Said []Said `json:"said"`
}

// Said is the answer to a step. Number is the ID of its span.
type Said struct {
	Name     string `json:"name"`
	Number   int    `json:"number"`
	Done     bool   `json:"done"` // the step was made and came back
	OK       bool   `json:"ok,omitempty"`
	ID       int    `json:"id,omitempty"`
	Priority int    `json:"priority,omitempty"`
	State    string `json:"state,omitempty"`
	InfoErr  string `json:"info_err,omitempty"` // the Err of an Info, in words
	Err      string `json:"err,omitempty"`      // what the method returned, in words
}

// Words for errors that methods return. Others stand there with their own text.
const (
	Closed  = "ErrClosed"
	Unknown = "ErrUnknown"
	Expired = "context deadline exceeded"
)

// Names of what the driver records.
const (
	Run  = "task" // span, by task, from 0
	Told = "told" // mark, by task: its context has ended
	Call = "call" // span, by number of step
)
