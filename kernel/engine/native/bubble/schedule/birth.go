package schedule

import "weft/kernel/engine/native/bubble/hook"

// Fork comes before a go statement: a point, and the new goroutine's name. Its result is for Forked, which
// comes after the statement. It is nil without a schedule.
func Fork() *hook.G {
	h := hook.Load()
	if h == nil || h.Fork == nil {
		return nil
	}
	hook.At(hook.Go, nil)
	return hook.Expect(h.Fork())
}

// Forked comes after the go statement.
func Forked(g *hook.G) {
	if g != nil {
		hook.Expected(g)
	}
}
