package pipe

// A Goroutine is one of a session's, as one look at all of them found it. The child fills it from the run
// time's own words and its own notes; who shows it finds the Go text at the places.
type Goroutine struct {
	ID   int64 `json:"id"`
	Cell int   `json:"cell"` // that it belongs to, which is where it was started, however indirectly
	// Main says that it runs the statements of the cell.
	Main bool `json:"main,omitempty"`
	// State is what it does, in the run time's words: "running", "sleep", "IO wait", "chan receive", "chan send",
	// "select", "chan receive (nil chan)", "select (no cases)", "sync.Mutex.Lock", "sync.WaitGroup.Wait"...
	State string `json:"state"`
	// Call is the compiled function that the learner's code is in, such as "net/http.(*Client).Do"; "" if none.
	Call string `json:"call,omitempty"`
	// Frames are the learner's functions that it is in, innermost first.
	Frames []Frame `json:"frames,omitempty"`
	// Started is where it was started; nil for the cell's own, without a line if compiled code did that.
	Started *Frame `json:"started,omitempty"`
	Age     int64  `json:"age,omitempty"` // nanoseconds since it was started; 0: not known

	Awaits *Lock  `json:"awaits,omitempty"` // the lock that it waits for
	Holds  []Lock `json:"holds,omitempty"`  // locks that it has taken and that nobody has given back, oldest first
}

// A Lock is a sync.Mutex or sync.RWMutex as somebody takes or holds it.
type Lock struct {
	ID   int64 `json:"id"`             // the same for the same lock in one look
	Read bool  `json:"read,omitempty"` // a reader's
	// Holders are the numbers of the goroutines that hold it, for a lock that is awaited, also of those that
	// have ended without giving it back. Empty: not known.
	Holders []int64 `json:"holders,omitempty"`
	// At is where it was taken, and by which function; nil if that is not known.
	At *Frame `json:"at,omitempty"`
}

// Deadlock says that nothing that the cell's goroutines wait for can happen any more. The child then stops
// the cell, whose Done has the status Deadlocked.
type Deadlock struct {
	Cell       int         `json:"cell"`
	Goroutines []Goroutine `json:"goroutines"` // of the cell and of others that it waits for, the cell's own first; at most MaxGoroutines
	Total      int         `json:"total"`
	// Ring are the numbers of goroutines each of which waits for a lock that the next one holds, the last one
	// for one of the first; empty if there is no such ring.
	Ring []int64 `json:"ring,omitempty"`
	// Open says that the network could still wake them. The cell is not stopped then, and no ring is looked for.
	Open bool `json:"open,omitempty"`
}

// Leak says which goroutines a cell that has ended leaves behind that can never go on. It comes before the
// cell's Done.
type Leak struct {
	Cell       int         `json:"cell"`
	Goroutines []Goroutine `json:"goroutines"`
	Total      int         `json:"total"`
}

// Survey asks for all goroutines of the session. It is answered by [Goroutines] at any time, also while a
// cell runs.
type Survey struct {
	Seq   uint64 `json:"seq"`
	Weigh bool   `json:"weigh,omitempty"` // the session's variables as well
}

// Goroutines answers [Survey].
type Goroutines struct {
	Seq        uint64      `json:"seq"` // of the Survey
	Goroutines []Goroutine `json:"goroutines"`
	Total      int         `json:"total"` // if there are more than MaxGoroutines

	// Weighed says that Weights are what the variables hold. They are not weighed while a goroutine may change them.
	Weighed bool     `json:"weighed,omitempty"`
	Weights []Weight `json:"weights,omitempty"`
}

// A Weight is about how many bytes a variable of the session holds, those included that it refers to.
type Weight struct {
	Name  string `json:"name"`
	Bytes int64  `json:"bytes"`
}

// MaxGoroutines is how many goroutines a message describes.
const MaxGoroutines = 200
