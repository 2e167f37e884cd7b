package child

import "weft/kernel/engine/pipe"

// Memory is how many bytes the evaluator may use; 0: there is no limit.
func (c *Child) Memory() int64 { return c.memory.Load() }

// SetMemory changes that, for the process that runs too; 0 is no limit.
func (c *Child) SetMemory(bytes int64) {
	c.memory.Store(bytes)
	c.mu.Lock()
	both := [2]*process{c.current, c.spare}
	c.mu.Unlock()
	for _, p := range both {
		if p != nil {
			p.limit(bytes)
		}
	}
}

// limit tells the process, before the next cell. An error means that it has died, which is seen elsewhere.
func (p *process) limit(bytes int64) { p.requests.Send(&pipe.Limit{Memory: bytes}) }
