// Package timeline draws what went on beside what: lanes of spans above one axis of time, as an SVG document, as
// text for a terminal, and as HTML that survives JupyterLab's sanitiser. All three come from one layout.
//
// It takes plain values and knows neither goroutines nor exercises: who makes a [Timeline] decides what a lane is. Meaning is
// never in a colour alone: states differ in height and pattern too, and every line has its words.
package timeline

import (
	"time"

	"weft/kernel/display/caption"
)

// A Timeline is a picture. Times count from its left edge.
type Timeline struct {
	Title   string
	Summary string // one sentence: a number, the cause, the place
	Clock   string // "virtual time", "real time · 2 CPUs"
	End     time.Duration
	Groups  []Group
	Flags   []Flag
	Wakes   []Wake
	Ring    []int            // identities of lanes each of which waits for the next, the last for the first
	Words   map[State]string // for the legend, where a state means something else than usual
	More    int              // lanes that were left out, which is said
	Costs   []Cost           // for the table below the picture; nil: it has the spans
}

// A Cost is what took time, of several spans and lanes together.
type Cost struct {
	Who, What, Where string
	Times            int
	All              time.Duration
}

// MaxLanes is how many lanes a picture has at most: the lanes of its largest groups are merged into areas.
const MaxLanes = 12

// A Group is lanes of one kind.
type Group struct {
	Title string // above the lanes; "" for none
	Many  string // what they are if they are merged: "askers"
	Lanes []Lane
	// Packed says that lanes are places side by side (see Pack) and not things with a life of their own: how
	// many are in use is what matters.
	Packed bool
	// Limit is how many lanes of a packed group may be, or are to be, in use at one time; 0 if that is not known.
	Limit      int
	LimitLabel string
}

// A Lane is a row.
type Lane struct {
	ID    int // by which wakes and rings name it; 0 if none does
	Name  string
	Where string // a place in the source, below the name
	Spans []Span // in any order; those that overlap are drawn over each other
	Marks []Mark
	Holds []Hold
	Side  string // at the right, short: "46%"
	Under string // below that, smaller: "running"
	Ended bool   // it ends with its last span
	Keep  bool   // it stays a lane of its own when others are merged

	// A lane with a Cap is a store of so many slots, such as the buffer of a channel: Fill is how many are taken from a
	// moment on, in the order of time. It has no spans.
	Cap  int
	Fill []Step
}

// A Step is that so many slots are taken from a moment on.
type Step struct {
	At time.Duration
	N  int
}

// A Span is a state from one moment to another.
type Span struct {
	State    State
	From, To time.Duration
	Label    string // short; drawn where there is room
	Detail   string // for the table below the picture
	Broken   bool   // it ended badly
}

// A Hold is a time during which a lane has something to itself, such as a lock. It is a bracket below the lane.
type Hold struct {
	From, To time.Duration
	Label    string
}

// A Wake is an end of a wait: who ended whose. It is an arrow between their lanes if both are in the picture.
type Wake struct {
	From, To int // lanes
	At       time.Duration
}

// A Mark is a moment in a lane.
type Mark struct {
	At    time.Duration
	Label string
}

// A Flag points at a moment, or if To is after From at a time.
type Flag struct {
	From, To time.Duration
	Label    string
	Kind     FlagKind
}

// A FlagKind says what a flag is for.
type FlagKind int

// Kinds of flags.
const (
	Note   FlagKind = iota
	Bad             // here it goes wrong
	Wanted          // here something should happen
)

// A State is what goes on in a span. The taller its bar, the more it does.
type State int

// States.
const (
	Running State = iota // has a processor, or is under way
	Ready                // wants a processor
	Waiting              // for somebody else: a channel, a lock, a group
	Outside              // for the world: sleep, network, file
	Stuck                // for ever
	nStates
)

func (s State) known() State {
	if s < 0 || s >= nStates {
		return Running
	}
	return s
}

// word is the state's name in the legend of t.
func (t Timeline) word(s State) string {
	if w := t.Words[s]; w != "" {
		return caption.Clean(w)
	}
	return [nStates]string{"running", "ready, no CPU free", "waiting for a goroutine", "sleep or I/O", "stuck for ever"}[s]
}
