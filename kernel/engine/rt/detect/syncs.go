package detect

// maxSyncs is how many addresses of synchronisation are told apart. An address is not kept from becoming that of
// something else: that orders more than there is to order.
const maxSyncs = 1 << 14

// Acquire says that what was released at the address comes before what t does from now on.
func (d *Detector) Acquire(t *Thread, address uintptr) {
	if t == nil {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	c, ok := d.syncs[address]
	if !ok {
		c = d.rest
	}
	d.acquire(t, c)
}

// Release says that what t did comes before what is acquired at the address from now on.
func (d *Detector) Release(t *Thread, address uintptr) {
	d.mu.Lock()
	defer d.mu.Unlock()
	c, ok := d.syncs[address]
	if !ok {
		if len(d.syncs) >= maxSyncs {
			for _, old := range d.syncs {
				d.rest = d.rest.join(old)
			}
			clear(d.syncs)
		}
		c = d.rest.clone()
	}
	d.syncs[address] = c.join(d.released(t))
}

// AcquireGlobal is Acquire for what synchronises in a way that is not seen.
func (d *Detector) AcquireGlobal(t *Thread) {
	if t == nil {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.acquire(t, d.global)
}

// ReleaseGlobal is Release for what synchronises in a way that is not seen.
func (d *Detector) ReleaseGlobal(t *Thread) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.global = d.global.join(d.released(t))
}

// BeCareful orders all synchronisation from now on, since some of it cannot be seen.
func (d *Detector) BeCareful() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.careful {
		d.careful = true
		d.global = d.global.join(d.everything())
	}
}

// acquire lets t know c.
func (d *Detector) acquire(t *Thread, c Clock) {
	d.changes++
	t.clock = t.clock.join(c)
	if d.careful {
		t.clock = t.clock.join(d.global)
	}
}

// released is what t knows, and begins a new time of it. It is not to be changed, and valid until t does something.
func (d *Detector) released(t *Thread) Clock {
	if t == nil {
		c := d.everything()
		if d.careful {
			d.global = d.global.join(c)
		}
		return c
	}
	c := t.clock.clone()
	d.tick(t)
	if d.careful {
		d.global = d.global.join(c)
	}
	return c
}
