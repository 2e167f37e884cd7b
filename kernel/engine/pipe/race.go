package pipe

// Racing says whether a cell is looked at for data races.
type Racing string

const (
	RaceOff Racing = ""
	RaceOn  Racing = "on"
	// RaceCareful is for a session with functions or goroutines that do not tell what they do: what synchronises
	// anything is taken to synchronise with everything.
	RaceCareful Racing = "careful"
)

// A Race is two accesses of one place in memory, at least one of them a write, that nothing orders.
type Race struct {
	Accesses [2]Access `json:"accesses"` // the later one, which was noticed, first
	Count    int       `json:"count"`    // how often these two met
}

// An Access is one side of a race.
type Access struct {
	Write  bool   `json:"write,omitempty"`
	Atomic bool   `json:"atomic,omitempty"` // by package sync/atomic; the other side is not
	Name   string `json:"name"`             // of what is accessed, as the learner wrote it
	Frame  Frame  `json:"frame"`
	// Cell is that whose goroutine it is, and Started where that was started; nil: it is the cell's own.
	Cell    int    `json:"cell,omitempty"`
	Started *Frame `json:"started,omitempty"`
}
