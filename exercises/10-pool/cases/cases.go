// Package cases are the inputs and outputs of the exercise, which driver and checks share.
package cases

// In is the situation that a case puts a Pool into. Times are virtual milliseconds.
type In struct {
	Config Config   `json:"config"`
	Jobs   []Job    `json:"jobs"`
	Actors [][]Step `json:"actors"` // each a goroutine that does its steps one after the other; the first one ends last
}

// A Config is that of the Pool.
type Config struct {
	Min    int     `json:"min"`
	Max    int     `json:"max"`
	Idle   float64 `json:"idle"`
	Queue  int     `json:"queue"`
	Budget int     `json:"budget"`
}

// A Job takes Millis, does its Steps, and ends.
type Job struct {
	Name     string  `json:"name"`
	Priority int     `json:"priority,omitempty"`
	Weight   int     `json:"weight,omitempty"`
	Millis   float64 `json:"millis"`
	Deaf     bool    `json:"deaf,omitempty"` // it goes on after its context has ended
	Steps    []Step  `json:"steps,omitempty"`
	End      string  `json:"end,omitempty"` // one of the words below; "": it returns nil
}

// How jobs end.
const (
	Fails  = "fails"  // with an error
	Panics = "panics" // with a text
	Bursts = "bursts" // with an error as the value of its panic
)

// A Step is a call of a method.
type Step struct {
	Name  string  `json:"name"` // under which its answer is known; no two are equal
	At    float64 `json:"at"`   // not before this moment
	Do    string  `json:"do"`   // Submit, Stats, Shutdown
	Job   int     `json:"job,omitempty"`
	Limit float64 `json:"limit,omitempty"` // after which the context of a Shutdown ends; 0: never; below 0: it has ended before
}

// Out is what the steps were answered, those of the actors first, then those of the jobs.
type Out struct {
	Said []Said `json:"said"`
}

// Said is the answer to a step. Number is the ID of its span.
type Said struct {
	Name   string `json:"name"`
	Number int    `json:"number"`
	Job    int    `json:"job"`            // of a Submit; else -1
	Done   bool   `json:"done,omitempty"` // the step was made and came back
	Err    string `json:"err,omitempty"`  // what the method returned, in words
	Stats  *Stats `json:"stats,omitempty"`
}

// Stats are the Pool's. Waited is in microseconds.
type Stats struct {
	Workers, Running, Queued, Peak int
	Submitted, Rejected            int
	Done, Failed, Dropped          int
	Waited                         int
}

// Words for errors that methods return. Others stand there with their own text.
const (
	Full     = "ErrFull"
	Closed   = "ErrClosed"
	TooBig   = "ErrTooBig"
	Expired  = "context deadline exceeded"
	Canceled = "context canceled"
)

// Names of what the driver records.
const (
	Run  = "job"  // span, by job, from 0
	Told = "told" // mark, by job: its context has ended
	Call = "call" // span, by number of step
)
