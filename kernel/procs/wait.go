package procs

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
	"weak"
)

// A hub is where goroutines of several processes wait for a change of shared memory: a count of those that wait, in
// that memory, and a pipe. A process that changes something takes one off the count and writes a byte; one that waits adds
// itself to the count, looks again, and reads a byte. Bytes too many do no harm, because everybody looks again; one
// that was for a killed process is made up for by ring.
type hub struct {
	region  *region        // that waiting is in: it stays mapped as long as there is the hub
	waiting *atomic.Uint32 // in shared memory
	pipe    *wakePipe

	mu      sync.Mutex
	local   []chan struct{} // goroutines of this process that wait
	reading bool            // a goroutine reads the pipe for them
}

// wake wakes up to n of those that wait.
func (h *hub) wake(n int) {
	defer runtime.KeepAlive(h.region)
	for ; n > 0; n-- {
		c := h.waiting.Load()
		for c > 0 && !h.waiting.CompareAndSwap(c, c-1) {
			c = h.waiting.Load()
		}
		if c == 0 {
			return
		}
		h.pipe.put(1)
	}
}

// ring wakes all that wait, and more in case that bytes got lost.
func (h *hub) ring(more int) {
	defer runtime.KeepAlive(h.region)
	if n := int(h.waiting.Swap(0)) + more; n > 0 {
		h.pipe.put(n)
	}
}

// await returns as soon as try does not ask for more, with its error, or when ctx ends. Who is stopped ends here.
func (h *hub) await(ctx context.Context, try func() (again bool, err error)) error {
	for range 64 { // what others do in a moment needs no wait
		if again, err := try(); !again {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		pause()
	}
	stop := this.host().Stop()
	for {
		c := h.join()
		again, err := try()
		if !again {
			h.leave(c)
			return err
		}
		select {
		case <-c:
		case <-ctx.Done():
			h.leave(c)
			return ctx.Err()
		case <-stop:
			h.leave(c)
			runtime.Goexit()
		}
	}
}

// join makes the calling goroutine one that waits.
func (h *hub) join() chan struct{} {
	defer runtime.KeepAlive(h.region)
	c := make(chan struct{})
	h.mu.Lock()
	defer h.mu.Unlock()
	h.waiting.Add(1)
	h.local = append(h.local, c)
	if !h.reading {
		h.reading = true
		this.launcher.goes(h.read)
	}
	return c
}

// leave ends a wait that has not been ended by a byte, or has been just now: then another one gets it.
func (h *hub) leave(c chan struct{}) {
	defer runtime.KeepAlive(h.region)
	h.mu.Lock()
	defer h.mu.Unlock()
	for i, l := range h.local {
		if l == c {
			h.local = append(h.local[:i], h.local[i+1:]...)
			if n := h.waiting.Load(); n > 0 {
				h.waiting.CompareAndSwap(n, n-1)
			}
			if len(h.local) == 0 {
				h.pipe.interrupt()
			}
			return
		}
	}
	h.wake(1)
}

// read hands out bytes as long as somebody waits here. It takes no more bytes than there are goroutines.
func (h *hub) read() {
	buf := make([]byte, 64)
	for {
		h.mu.Lock()
		if len(h.local) == 0 {
			h.reading = false
			h.mu.Unlock()
			return
		}
		n := min(len(h.local), len(buf))
		h.pipe.resume()
		h.mu.Unlock()
		n = h.pipe.take(buf[:n])
		h.mu.Lock()
		woken := h.local[:min(n, len(h.local))]
		h.local = append([]chan struct{}(nil), h.local[len(woken):]...)
		for _, c := range woken {
			close(c)
		}
		if spare := n - len(woken); spare > 0 {
			h.pipe.put(spare)
		}
		h.mu.Unlock()
	}
}

// hubs are all of this process, by which it tells others that a process has died.
type hubs struct {
	mu   sync.Mutex
	next int
	all  map[int]weak.Pointer[hub]
}

func (s *hubs) add(h *hub) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.all == nil {
		s.all = map[int]weak.Pointer[hub]{}
	}
	s.next++
	s.all[s.next] = weak.Make(h)
	runtime.AddCleanup(h, s.remove, s.next)
}

func (s *hubs) remove(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.all, n)
}

// ring has everybody look again. A process that was killed may have taken one off a count and not have written its byte:
// for that there is one more.
func (s *hubs) ring(killed bool) {
	more := 0
	if killed {
		more = 1
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range s.all {
		if h := p.Value(); h != nil {
			h.ring(more)
		}
	}
}
