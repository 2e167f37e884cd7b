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
	h.stable = newStable(o)
	found := findings{}
	found.note(probeLandlock(), probeSeccomp())
	if !slices.Contains(o.Without, Cgroup) {
		found.note(h.openCgroups(), h.cgroups.controls())
	}
	r, err := h.search(ctx, found, o)
	if err != nil {
		return Machine{}, errors.Join(fmt.Errorf("probe the machine: %w", err), h.close())
	}
	found.note(r.Probed...)
	h.base = r.Base
	if !isRoot() {
		found.note(Finding{Layer: Identity, Detail: "the program is the same user as weft, without privileges", Remedy: "to have programs run as users of their own, start weft as root in a container"})
	}
	for _, l := range o.Without {
		found.note(Finding{Layer: l, Detail: "switched off"})
	}
	h.conclude(found)
	h.stable.namespaces = h.machine.Has(Namespaces)
	h.stable.fill()
	return h.machine, nil
}

// findings are collected by layer; the last about a layer counts.
type findings map[Layer]Finding

func (f findings) note(list ...Finding) {
	for _, one := range list {
		f[one.Layer] = one
	}
}

// search finds out in what a launcher can be started. Namespaces are worth more than a cgroup, which they
// can do without. A layer is refused for the reason that the attempt without the other one gave.
func (h *host) search(ctx context.Context, found findings, o Options) (r reply, err error) {
	groups, group, controls := h.stable.cgroups, found[Cgroup], found[Controls]
	identity := isRoot() && !slices.Contains(o.Without, Identity)
	for _, attempt := range []struct{ namespaces, group bool }{{true, true}, {true, false}, {false, true}, {false, false}} {
		if attempt.namespaces && slices.Contains(o.Without, Namespaces) || attempt.group && groups == nil {
			continue
		}
		h.stable.namespaces, h.stable.cgroups = attempt.namespaces, nil
		if attempt.group {
			h.stable.cgroups = groups
		}
		r, err = h.try(ctx, identity)
		switch {
		case err == nil && attempt.group:
			found.note(group, controls)
			return r, nil
		case err == nil:
			return r, nil
		case attempt.group:
			found.note(Finding{Layer: Cgroup, Detail: err.Error(), Remedy: cgroupRemedy}, Finding{Layer: Controls, Detail: "no cgroup", Remedy: cgroupRemedy})
		}
		if attempt.namespaces {
			found.note(Finding{Layer: Namespaces, Detail: err.Error(), Remedy: namespacesRemedy})
		}
	}
	return reply{}, err
}

// conclude puts the findings in order.
func (h *host) conclude(found findings) {
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

func (h *host) close() error { return h.stable.close() }
