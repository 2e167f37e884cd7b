package zsock

import "testing"

func TestQueueLimit(t *testing.T) {
	small, large := item{frames: [][]byte{make([]byte, 100-2*frameCost)}}, item{frames: [][]byte{make([]byte, 10_000)}}
	for _, tt := range []struct {
		name  string
		push  []item
		taken []bool
		size  int64
	}{
		{"up to the limit", []item{small, small, small, small, small}, []bool{true, true, true, true, false}, 400},
		{"one huge message and a little", []item{large, small, small, small}, []bool{true, true, true, false}, 400},
		{"two huge ones", []item{large, large}, []bool{true, false}, 200},
		{"a little and a huge one", []item{small, large, small}, []bool{true, false, true}, 200},
	} {
		q := newQueue()
		for i, it := range tt.push {
			if got := q.push(it, 400); got != tt.taken[i] {
				t.Errorf("%s: push %d = %v", tt.name, i, got)
			}
		}
		if got := q.size(); got != tt.size {
			t.Errorf("%s: %d bytes, want %d", tt.name, got, tt.size)
		}
		q.close()
		if q.push(small, 1<<30) {
			t.Errorf("%s: a closed queue takes more", tt.name)
		}
		items, ok := q.take(nil)
		if !ok {
			t.Errorf("%s: nothing to take", tt.name)
		}
		for _, it := range items {
			q.written(it)
		}
		if _, ok := q.take(items); ok || q.size() != 0 {
			t.Errorf("%s: %d bytes left", tt.name, q.size())
		}
	}
}

func TestQueueDiscard(t *testing.T) {
	q := newQueue()
	it := item{frames: [][]byte{make([]byte, 100)}}
	q.push(it, 1000)
	items, _ := q.take(nil)
	q.push(it, 1000)
	if got := q.discard(); got != 2*cost(it.frames) {
		t.Errorf("discarded %d bytes", got)
	}
	q.written(items[0])
	if q.size() != 0 || q.push(it, 1000) {
		t.Error("the queue lives on")
	}
}

func TestQueueGivesMemoryBack(t *testing.T) {
	q := newQueue()
	for range 10 * maxReuse {
		q.push(item{}, 1<<30)
	}
	items, _ := q.take(nil)
	q.push(item{}, 1<<30)
	q.take(items)
	if got := cap(q.items); got > maxReuse {
		t.Errorf("keeps room for %d items", got)
	}
}
