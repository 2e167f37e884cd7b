package sandbox

import "time"

// usage is what a process holds at one time.
type usage struct {
	cpu     time.Duration
	rss     int64 // bytes
	threads int
}

// Between two looks at a process it can go beyond a limit; the system's own limits bound how far.
const (
	watchEvery   = 10 * time.Millisecond
	scratchEvery = 20 // looks
)

// watch compares what the process uses with its limits until it has ended.
func (p *Process) watch(ended <-chan struct{}) {
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for n := 1; ; n++ {
		select {
		case <-ended:
			return
		case <-tick.C:
		}
		u, ok := p.confined.usage()
		if !ok {
			return // it has just ended, or this system does not tell
		}
		p.peak = max(p.peak, u.rss)
		switch {
		case u.cpu > p.limits.CPU:
			p.reach(StopCPU)
		case u.rss > p.limits.Memory:
			p.reach(StopMemory)
		case u.threads > p.limits.Threads:
			p.reach(StopThreads)
		case n%scratchEvery == 0 && p.confined.scratchUsed(p.limits.Scratch) > p.limits.Scratch:
			p.reach(StopScratch)
		}
	}
}
