package sandbox

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"
)

// open finds out what the machine allows, by starting a launcher that tries it.
func (h *host) open(ctx context.Context, o Options, dir string) (Machine, error) {
	if os.Getenv(launcherVariable) != "" {
		return Machine{}, errors.New("this process is a launcher, but its main does not begin with sandbox.Launch")
	}
	h.dir = dir
	found := map[Layer]Finding{}
	note := func(f Finding) { found[f.Layer] = f }
	off := func(l Layer) bool {
		if slices.Contains(o.Without, l) {
			note(Finding{Layer: l, Detail: "switched off"})
			return true
		}
		return false
	}
	if !off(Landlock) {
		note(probeLandlock())
	}
	if !off(Seccomp) {
		note(probeSeccomp())
	}
	h.stable = newStable(o)
	if !off(Cgroup) {
		note(h.openCgroups())
	}
	if !off(Controls) {
		note(h.cgroups.controls())
	}
	h.stable.namespaces = !off(Namespaces)
	identity := !off(Identity) && isRoot()
	r, err := h.try(ctx, identity)
	if err != nil && h.stable.cgroups != nil {
		// Which of the two was refused?
		refused := Finding{Layer: Cgroup, Detail: err.Error(), Remedy: cgroupRemedy}
		kept := h.stable.cgroups
		h.stable.cgroups = nil
		if r, err = h.try(ctx, identity); err == nil {
			note(refused)
			note(Finding{Layer: Controls, Detail: "no cgroup", Remedy: cgroupRemedy})
		} else {
			h.stable.cgroups = kept
		}
	}
	if err != nil && h.stable.namespaces {
		note(Finding{Layer: Namespaces, Detail: err.Error(), Remedy: namespacesRemedy})
		h.stable.namespaces = false
		r, err = h.try(ctx, identity)
	}
	if err != nil {
		return Machine{}, errors.Join(fmt.Errorf("probe the machine: %w", err), h.close())
	}
	for _, f := range r.Probed {
		note(f)
	}
	if off(Rlimits) {
		h.without = append(h.without, Rlimits)
	}
	h.base = r.Base
	if !isRoot() && !slices.Contains(o.Without, Identity) {
		note(Finding{Layer: Identity, Detail: "the program is the same user as weft, without privileges", Remedy: "to have programs run as users of their own, start weft as root in a container"})
	}
	h.conclude(found)
	h.stable.namespaces = h.machine.Has(Namespaces)
	h.stable.fill()
	return h.machine, nil
}

// conclude puts the findings in order.
func (h *host) conclude(found map[Layer]Finding) {
	var list []Finding
	for _, l := range layers() {
		f, ok := found[l]
		if !ok {
			f = Finding{Layer: l, Detail: "was not tried, because of another"}
		}
		list = append(list, f)
		if !f.OK {
			h.without = append(h.without, l)
		}
	}
	h.machine = newMachine(list)
}

// try starts a launcher for a probe.
func (h *host) try(ctx context.Context, identity bool) (reply, error) {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	c, err := h.stable.spawn()
	if err != nil {
		return reply{}, err
	}
	o := order{Probe: true, Root: h.dir, Limits: Limits{}.filled(Run)}
	if !h.stable.namespaces {
		o.Without = append(o.Without, Namespaces)
	}
	if identity {
		o.UID = h.user(c.pid())
		if h.base == 0 {
			o.UID = firstUID + c.pid()
		}
	}
	r, err := c.send(ctx, o, nil)
	return r, errors.Join(err, c.abandon())
}

func (h *host) close() error {
	err := h.stable.close()
	return errors.Join(err, h.cgroups.close())
}
