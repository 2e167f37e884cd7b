package sandbox

import "time"

// An order tells a launcher what to become. With it come, as descriptors, the program's file and the
// files that become 0, 1, 2 and on.
type order struct {
	Args   []string
	Env    []string
	Dir    string
	Kind   Kind
	Limits Limits

	Without  []Layer // layers that this machine does not have
	Reserves bool

	Read   []string // with what a dynamic program is linked to
	Write  []string
	Loader string // its interpreter, if it has one

	Scratch string // the folder to work in, on disk or in a root of its own
	Root    string // where that root is mounted, if there are namespaces
	UID     int    // whom to become; 0 stays
	Files   int    // how many descriptors

	Probe bool // try the layers and say how it went; no program runs
}

func (o order) has(layer Layer) bool {
	for _, l := range o.Without {
		if l == layer {
			return false
		}
	}
	return true
}

// A reply is what a launcher says: that it waits for its order, then that it is ready to become the program
// or that it failed. Its descriptor closes when the program begins.
type reply struct {
	Waits  bool
	Ready  bool
	Error  string
	CPU    time.Duration // that it has used itself
	RSS    int64         // bytes that it has held
	PID    int           // of the program, if the launcher stays and supervises it
	End    *ending       // of the program, and of all that it started
	Probed []Finding     // if that was asked for
	Base   int           // what a probe adds to a process's number for a user; 0: nobody
}
