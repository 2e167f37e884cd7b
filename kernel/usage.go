package kernel

import (
	"sync"
	"time"

	"weft/kernel/engine/child"
	"weft/kernel/jupyter/msg"
)

// usage turns processor time into a share of it between two requests.
type usage struct {
	mu   sync.Mutex
	when time.Time
	cpu  time.Duration
}

// Usage implements server.Handler: memory and processor share of the kernel, its evaluator and the spare.
func (k *Kernel) Usage() msg.UsageReply {
	var r msg.UsageReply
	own, err := child.Own()
	if err != nil {
		return r // not known on this system
	}
	all, _ := k.session.child.Usage()
	var cpu time.Duration
	for _, u := range append(all, own) {
		r.KernelMemory += u.Memory
		cpu += u.CPU
	}
	k.usage.mu.Lock()
	defer k.usage.mu.Unlock()
	now := time.Now()
	// A replaced evaluator takes its time with it; then there is no share to tell.
	if spent := cpu - k.usage.cpu; !k.usage.when.IsZero() && spent > 0 {
		r.KernelCPU = 100 * spent.Seconds() / now.Sub(k.usage.when).Seconds()
	}
	k.usage.when, k.usage.cpu = now, cpu
	return r
}
