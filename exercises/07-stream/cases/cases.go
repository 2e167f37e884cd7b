// Package cases are the inputs and outputs of the exercise, which driver and checks share.
package cases

// In is the situation that a case puts Aggregate into. Times are virtual milliseconds since the call.
type In struct {
	Epoch    float64 `json:"epoch,omitempty"`
	Size     float64 `json:"size"`
	Lateness float64 `json:"lateness,omitempty"`
	Idle     float64 `json:"idle"`
	Ahead    float64 `json:"ahead,omitempty"`
	Pending  int     `json:"pending"`

	Events []Event `json:"events,omitempty"`
	Close  float64 `json:"close,omitempty"` // when in is closed, but not before the last event was received; 0: never

	Receive []float64 `json:"receive,omitempty"` // moments of which each is the first at which one more window is received
	Leaves  bool      `json:"leaves,omitempty"`  // the consumer receives nothing more after those; else all that comes

	Cancel   float64 `json:"cancel,omitempty"`   // when ctx ends; 0: never
	Deadline bool    `json:"deadline,omitempty"` // it ends by a deadline
}

// An Event is one that the producer offers, each not before the one in front of it was received.
type Event struct {
	Offer float64 `json:"offer"` // not before this moment
	Key   string  `json:"key"`
	At    float64 `json:"at"` // since Epoch
	Value int     `json:"value"`
}

// Out is what Aggregate did.
type Out struct {
	Windows []Window `json:"windows"` // in the order in which they were received
	More    int      `json:"more,omitempty"`
	Stats   Stats    `json:"stats"`
	Err     string   `json:"err,omitempty"` // in words
	Closed  bool     `json:"closed"`        // out was closed at the return
}

// MaxWindows is how many windows Out holds; More is how many came after them, which are not recorded.
const MaxWindows = 1000

// A Window is one that was received.
type Window struct {
	Key   string  `json:"key"`
	Start float64 `json:"start"` // since Epoch
	Count int     `json:"count"`
	Sum   int     `json:"sum"`
	Max   int     `json:"max"`
}

// Stats are those that were returned.
type Stats struct{ In, Bad, Late, Sent, Lost int }

// Words for the errors that Out can hold. Others stand there with their own text.
const (
	Canceled = "context canceled"
	Expired  = "context deadline exceeded"
)

// Names of what the driver records. Events and windows are numbered from 0.
const (
	Offer    = "event"  // span in which the producer offers an event; it has Failed if that was never received
	Received = "window" // mark: the consumer has received a window
)
