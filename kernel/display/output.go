package display

import (
	"crypto/rand"
	"sync"
	"sync/atomic"
)

// A Sink takes what is displayed to whoever reads it. Its methods are called by many goroutines.
type Sink interface {
	// Display adds an output. A later Update may name its id; "" means that none will.
	Display(b Bundle, id string)
	// Update replaces every output that was displayed under id.
	Update(b Bundle, id string)
	// Clear removes the outputs of the running cell, or if wait is set, does so when the next comes.
	Clear(wait bool)
	// Input asks the reader for one line, without its line end. io.EOF means that there is no more.
	Input(prompt string, password bool) (string, error)
}

// current is where the process's displays go: as with os.Stdout there is one for a process.
var current atomic.Pointer[Sink]

// Connect sends everything displayed from now on to s; nil brings back standard output. It is
// for the program that runs notebooks, which calls it once.
func Connect(s Sink) {
	if s == nil {
		current.Store(nil)
		return
	}
	current.Store(&s)
}

func sink() Sink {
	if s := current.Load(); s != nil {
		return *s
	}
	return standard()
}

// Show displays each value as [Of] renders it.
func Show(values ...any) {
	for _, v := range values {
		sink().Display(Of(v), "")
	}
}

// ClearOutput removes what the running cell has displayed so far. With wait it does so only when
// the next output comes, so that an animation does not flicker. Without a notebook it does nothing.
func ClearOutput(wait bool) { sink().Clear(wait) }

// Input shows prompt, waits for the reader to type a line, and returns it without its line end. The
// error is io.EOF when there is nothing more to read, and says so when no one can be asked.
func Input(prompt string) (string, error) { return sink().Input(prompt, false) }

// Password is [Input] for a secret: a notebook hides what is typed.
func Password(prompt string) (string, error) { return sink().Input(prompt, true) }

// A Handle is a display that can change after it was shown.
type Handle struct {
	id    string
	mu    sync.Mutex // held while sending, so that updates arrive in order
	shown bool
}

// New returns a handle for the display of this id; every handle with the same id changes the same
// outputs. An empty id makes a new one.
func New(id string) *Handle {
	if id == "" {
		id = rand.Text()
	}
	return &Handle{id: id}
}

// ID returns the display's id.
func (h *Handle) ID() string { return h.id }

// Show displays v where the program is now, and makes it an output that Update changes.
func (h *Handle) Show(v any) {
	b := Of(v)
	h.mu.Lock()
	defer h.mu.Unlock()
	h.shown = true
	sink().Display(b, h.id)
}

// Update replaces what the handle shows by v, or shows v if the handle has shown nothing yet.
func (h *Handle) Update(v any) {
	b := Of(v)
	h.mu.Lock()
	defer h.mu.Unlock()
	if !h.shown {
		h.shown = true
		sink().Display(b, h.id)
		return
	}
	sink().Update(b, h.id)
}
