package child

import "time"

// The spare is a process that is ready before it is needed.

// replace puts the spare, or else a new process, in the place of old.
func (c *Child) replace(old *process) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed || c.current != old {
		return nil // somebody else was first
	}
	c.current, c.failed = c.spare, nil
	c.spare = nil
	if c.current != nil {
		select {
		case <-c.current.exited:
			c.current = nil
		default:
		}
	}
	if c.current == nil {
		c.current, c.failed = c.start()
	}
	if c.run == nil {
		c.wantSpare()
	}
	return c.failed
}

// wantSpare sees to it that a spare is started if nothing runs for a while. c.mu is held.
func (c *Child) wantSpare() {
	if c.opts.NoSpare || c.closed || c.spare != nil {
		return
	}
	if c.timer == nil {
		c.timer = time.AfterFunc(c.opts.spareDelay(), c.startSpare)
		return
	}
	c.timer.Reset(c.opts.spareDelay())
}

func (c *Child) startSpare() {
	c.mu.Lock()
	if c.closed || c.spare != nil || c.run != nil {
		c.mu.Unlock()
		return
	}
	c.starting.Add(1)
	defer c.starting.Done()
	c.mu.Unlock()
	p, err := c.start()
	if err != nil {
		return // the restart will say so
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed || c.spare != nil {
		p.kill()
		<-p.exited
		return
	}
	c.spare = p
	go c.watchSpare(p)
}

// watchSpare notices the end of a spare, so that it is not found when it is needed. One that has never been
// ready gets no successor: that would end like it, again and again.
func (c *Child) watchSpare(p *process) {
	<-p.exited
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.spare != p {
		return
	}
	c.spare = nil
	select {
	case <-p.ready:
		c.wantSpare()
	default:
	}
}
