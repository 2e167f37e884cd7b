package kernel

import (
	"weft/kernel/engine/pipe"
)

// deadlockFailure is a cell that was ended because nothing that it waits for can happen.
func (s *Session) deadlockFailure(d *pipe.Deadlock) *Failure {
	f := &Failure{Name: "Deadlock", Value: "blocked for ever", Code: 2}
	if d != nil {
		f.Value = plural(d.Total, "goroutine") + " blocked for ever"
	}
	f.Traceback = []string{red + "deadlock: " + f.Value + plain}
	return f
}
