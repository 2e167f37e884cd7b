package child

import (
	"os"
	"time"
)

// Usage is what one process uses.
type Usage struct {
	PID    int
	Spare  bool
	CPU    time.Duration // user and system, since its start
	Memory int64         // resident bytes
}

// Usage returns the figures of the evaluator and its spare, if there are such processes. On a system
// where weft cannot know them the error is errors.ErrUnsupported.
func (c *Child) Usage() ([]Usage, error) {
	c.mu.Lock()
	both := [2]*process{c.current, c.spare}
	c.mu.Unlock()
	var all []Usage
	for i, p := range both {
		if p == nil {
			continue
		}
		u, err := usageOf(p.cmd.Process.Pid)
		if err != nil {
			select {
			case <-p.exited:
				continue
			default:
				return all, err
			}
		}
		u.Spare = i == 1
		all = append(all, u)
	}
	return all, nil
}

// Own returns what this process itself uses.
func Own() (Usage, error) { return usageOf(os.Getpid()) }
