package wire

import "sync"

// historySize is how many accepted signatures are remembered. Replaying an older one would work;
// jupyter_client remembers as many.
const historySize = 1 << 16

// A history remembers the latest signatures, to refuse their replay. It grows to 6 MB as it fills.
type history struct {
	mu   sync.Mutex
	max  int
	seen map[digest]struct{}
	ring []digest // oldest at next once it is full
	next int
}

// A digest is the head of a hexadecimal signature: 128 bits, so no two differ only later.
type digest [32]byte

func newHistory(max int) *history {
	return &history{max: max, seen: map[digest]struct{}{}}
}

// add records a signature and reports whether it is new.
func (h *history) add(signature []byte) bool {
	var d digest
	copy(d[:], signature)
	h.mu.Lock()
	defer h.mu.Unlock()
	if _, ok := h.seen[d]; ok {
		return false
	}
	h.seen[d] = struct{}{}
	if len(h.ring) < h.max {
		h.ring = append(h.ring, d)
		return true
	}
	delete(h.seen, h.ring[h.next])
	h.ring[h.next] = d
	h.next = (h.next + 1) % h.max
	return true
}
