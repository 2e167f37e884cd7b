package interp

import (
	"strings"

	"weft/kernel/engine/sched"
	"weft/kernel/golang/lower"
)

// What goroutines do, in the run time's words. A channel operation of a cell also waits for what stops the
// cell, so the run time calls it a select; which operation it is tells the note of its place, and whether
// its channel is nil what it waits for besides.

// A view is what is known of a goroutine that waits.
type view struct {
	stack
	body    string
	note    *note          // of its innermost function
	objects []sched.Object // that it waits for, without those that stop its cell
	known   bool           // objects are all of them
}

// state is what the run time of a compiled program would say.
func (v view) state() string {
	switch v.stack.state {
	case "select", "chan receive", "chan send":
		return v.channelState()
	case "sync.Mutex.Lock":
		if strings.Contains(v.body, "sync.(*RWMutex).Lock(") || strings.Contains(v.body, "sync.(*RWMutex).TryLock(") {
			return "sync.RWMutex.Lock" // it waits for another writer
		}
	}
	return v.stack.state
}

// channelState is that of a goroutine which waits for channels.
func (v view) channelState() string {
	none := v.known && len(v.objects) == 0
	switch {
	case strings.Contains(v.body, "weft/kernel/engine/interp.(*link).ask("):
		return "IO wait" // for the notebook
	case strings.Contains(v.body, "weft/kernel/engine/interp.(*session).sleep("):
		return "sleep"
	case v.compiled() != "" || v.note == nil:
		return v.stack.state
	}
	state := "select"
	switch v.note.Kind {
	case lower.MarkRecv, lower.MarkRange:
		state = "chan receive"
	case lower.MarkSend:
		state = "chan send"
	default:
		if none && v.selectsNothing() {
			return "select (no cases)"
		}
		return state
	}
	if none {
		state += " (nil chan)"
	}
	return state
}

// selectsNothing reports whether rt's Select has been called without a case: its first argument is empty.
func (v view) selectsNothing() bool {
	_, arguments, ok := strings.Cut(v.body, "weft/kernel/engine/rt.(*RT).Select(")
	_, ops, found := strings.Cut(arguments, ", {")
	_, length, _ := strings.Cut(ops, ", ")
	return ok && found && (strings.HasPrefix(length, "0x0}") || strings.HasPrefix(length, "0x0?}"))
}

// call is the compiled function that the learner's code is in, "" if it is in none.
func (v view) call() string {
	switch f := v.compiled(); {
	case f != "":
		return strings.Replace(f, "weft/kernel/display.", "weft/display.", 1)
	case strings.Contains(v.body, "weft/kernel/engine/interp.(*session).sleep("):
		return "time.Sleep"
	}
	return ""
}

// compiled is the outermost compiled function above the learner's, without ours.
func (v view) compiled() (name string) {
	for line := range strings.SplitSeq(v.body, "\n") {
		switch {
		case strings.HasPrefix(line, "\t"):
		case strings.HasPrefix(line, "github.com/traefik/yaegi/"), strings.HasPrefix(line, "created by "), strings.HasPrefix(line, "..."):
			return name
		case strings.HasPrefix(line, "reflect."), strings.HasPrefix(line, "weft/kernel/engine/"), strings.HasPrefix(line, "runtime."),
			strings.HasPrefix(line, "internal/runtime/"):
		default:
			if i := strings.LastIndexByte(line, '('); i > 0 {
				name = line[:i]
			}
		}
	}
	return name
}
