package profiling

import (
	"fmt"
	"slices"
	"strings"

	"github.com/google/pprof/profile"

	"weft/kernel/engine/native/crash"
	"weft/kernel/golang/cell"
)

// Read reads a profile as runtime/pprof writes it. value and count are the names of its sample types that are wanted:
// "cpu" and "samples", "alloc_space" and "alloc_objects", "delay" and "contentions". Samples without a value are left
// out.
func Read(data []byte, value, count string) (Profile, error) {
	raw, err := profile.ParseData(data)
	if err != nil {
		return Profile{}, fmt.Errorf("read profile: %w", err)
	}
	of := func(name string) int {
		return slices.IndexFunc(raw.SampleType, func(t *profile.ValueType) bool { return t.Type == name })
	}
	v, n := of(value), of(count)
	if v < 0 || n < 0 {
		return Profile{}, fmt.Errorf("read profile: it has no %s and %s", value, count)
	}
	p := Profile{Elapsed: raw.DurationNanos}
	for _, s := range raw.Sample {
		if s.Value[v] > 0 {
			p.Samples = append(p.Samples, Sample{Value: s.Value[v], Count: s.Value[n], Frames: reduced(framesOf(s))})
		}
	}
	return p, nil
}

// framesOf are the calls of a sample, inlined ones too, innermost first.
func framesOf(s *profile.Sample) (all []Frame) {
	for _, l := range s.Location {
		for _, line := range l.Line {
			f := Frame{Kind: System}
			if line.Function != nil {
				f.Func = line.Function.Name
				f.Pos = crash.InCell(line.Function.Filename, int(line.Line), 0)
			}
			if f.Pos.IsValid() {
				f.Kind = Own
			}
			all = append(all, f)
		}
	}
	return all
}

// reduced is a stack as the learner's text shows it. Of what the cell's functions call the first function of a package
// is kept, and an operation on a channel. Nothing else is of the run time's, which works for the line that it is called
// from. A stack without any function of a cell is one frame, named after what it works for.
func reduced(frames []Frame) (kept []Frame) {
	caller := cell.Pos{}
	inside := false // the frame before, further out, is a package's
	for _, f := range slices.Backward(frames) {
		state := channelState(f.Func)
		switch {
		case f.Kind == Own:
			caller, inside = f.Pos, false
			kept = append(kept, f)
		case caller.IsValid() && !inside && state != "":
			inside = true
			kept = append(kept, Frame{Func: state, Kind: Library, Pos: caller})
		case !caller.IsValid(), inside, ofRuntime(f.Func):
		default:
			inside = true
			kept = append(kept, Frame{Func: f.Func, Kind: Library, Pos: caller})
		}
	}
	if len(kept) == 0 {
		return []Frame{{Func: errand(frames), Kind: System}}
	}
	slices.Reverse(kept)
	return kept
}

// The names of operations on channels, in the run time's words.
const (
	Receive = "chan receive"
	Send    = "chan send"
	Select  = "select"
)

// channelState is the operation that a function of the run time does, "" if it is none.
func channelState(function string) string {
	switch function {
	case "runtime.chanrecv1", "runtime.chanrecv2", "runtime.selectnbrecv":
		return Receive
	case "runtime.chansend1", "runtime.selectnbsend":
		return Send
	case "runtime.selectgo":
		return Select
	}
	return ""
}

// LockState is the run time's word for the wait of a function of package sync, "" if it waits for no lock.
func LockState(function string) string {
	switch function {
	case "sync.(*Mutex).Lock":
		return "sync.Mutex.Lock"
	case "sync.(*RWMutex).Lock":
		return "sync.RWMutex.Lock"
	case "sync.(*RWMutex).RLock":
		return "sync.RWMutex.RLock"
	}
	return ""
}

// ofRuntime reports whether a function is the run time's, or one of ours around the cell.
func ofRuntime(name string) bool {
	for _, prefix := range []string{"runtime.", "runtime/internal/", "internal/runtime/", "internal/bytealg.", "gcWriteBarrier", "main.", "weft/", "type:", "internal/abi.", "memeqbody", "aeshash", "cmpbody"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// What stacks without a function of a cell work for.
const (
	Collector = "garbage collector"
	Runtime   = "run time"
)

func errand(frames []Frame) string {
	for _, f := range frames {
		for _, name := range []string{"runtime.gcBgMarkWorker", "runtime.bgsweep", "runtime.bgscavenge", "runtime.gcStart"} {
			if strings.HasPrefix(f.Func, name) {
				return Collector
			}
		}
	}
	return Runtime
}

// OfCells is the profile without the samples in which no function of a cell was.
func (p Profile) OfCells() Profile {
	return p.where(func(f Frame) bool { return f.Kind != System })
}

// OfLocks is what of a profile of waits are waits for locks.
func (p Profile) OfLocks() Profile {
	return p.where(func(f Frame) bool { return f.Kind == Library && LockState(f.Func) != "" })
}

// where is what of the profile has such an innermost call.
func (p Profile) where(good func(Frame) bool) Profile {
	p.Samples = slices.DeleteFunc(slices.Clone(p.Samples), func(s Sample) bool { return !good(s.Frames[0]) })
	return p
}
