package sandbox

import "bytes"

// words finds out which limit made Go's run time give up, from what is printed on standard error. The system
// refused the run time memory or a thread, and it ends the process, which nothing else tells. A program that
// forges these words only makes one failure look like another.
type words struct {
	line []byte // the beginning of the line that is not complete yet
	stop Stop   // the first that was found
}

// longest is how much of a line is looked at, in bytes.
const longest = 200

// add looks at a piece of what is printed.
func (w *words) add(text []byte) {
	for part := range bytes.Lines(text) {
		w.line = append(w.line, part[:min(len(part), max(0, longest-len(w.line)))]...)
		if part[len(part)-1] != '\n' {
			return
		}
		if w.stop == "" {
			w.stop = meaning(w.line)
		}
		w.line = w.line[:0]
	}
}

// meaning is the limit that a line speaks of.
func meaning(line []byte) Stop {
	if fatal, ok := bytes.CutPrefix(line, []byte("fatal error: ")); ok {
		if bytes.Contains(fatal, []byte("out of memory")) || bytes.Contains(fatal, []byte("cannot allocate memory")) {
			return StopMemory
		}
	}
	for _, begin := range []string{"runtime: failed to create new OS thread", "runtime/cgo: pthread_create failed"} {
		if bytes.HasPrefix(line, []byte(begin)) {
			return StopThreads
		}
	}
	return ""
}
