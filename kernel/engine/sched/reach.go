package sched

import (
	"os"
	"strings"
	"sync/atomic"
	"unsafe"
)

// Who is never woken. A goroutine that waits for channels and locks that nothing else can reach waits for ever.
// To find such goroutines the memory is walked as the collector walks it, but without those that wait: what the
// program's variables, and the stacks of the others, lead to. One whose object is found is then one of the others.
// Every word is taken for a pointer, so a goroutine may be overlooked because of a number that looks like one, or
// because of what compiled code has forgotten to let go, but none is found wrongly.

// A Stopped goroutine waits for what only another goroutine can do.
type Stopped struct {
	Goroutine
	For []Object // that it waits for and that could wake it
}

//go:linkname findObject runtime.findObject
func findObject(p, refBase, refOff uintptr) (base uintptr, span unsafe.Pointer, index uintptr)

// tolerated is whether the run time lets a word be looked up that is no pointer. It does if the process was started
// with this setting of GODEBUG.
var tolerated = strings.Contains(os.Getenv("GODEBUG"), Setting)

// Setting must be in GODEBUG when the process starts, or Lost does nothing.
const Setting = "invalidptr=0"

// Lost tells which of the stopped goroutines, by their numbers, can never be woken. All other goroutines must wait
// but those that are apart, whose stacks lead to nothing of the others' that root does not lead to. No memory must
// be freed meanwhile. ok is false if it cannot be found out, or leads through more bytes than the limit.
//
//go:norace
func (r *Runtime) Lost(stopped []Stopped, apart func(Goroutine) bool, root unsafe.Pointer, limit int) (lost map[int64]bool, ok bool) {
	if !tolerated {
		return nil, false
	}
	w := &walk{seen: make(map[uintptr]struct{}, 1<<16), stopped: map[unsafe.Pointer]*Stopped{}, of: map[uintptr][]*Stopped{}}
	for i := range stopped {
		w.hold(&stopped[i])
	}
	for _, s := range w.of[0] { // for what is no object of the heap
		w.release(s)
	}
	w.processors(r)
	module := *(*unsafe.Pointer)(lastModule())
	bounds := *at[[4]uintptr](module, dataOf)
	w.masked(bounds[0], at[mask](module, masksOf))
	w.masked(bounds[2], at[mask](module, masksOf+unsafe.Sizeof(mask{})))
	w.pointer(uintptr(root))
	all := r.goroutines.load()
	for i := range all.len {
		g := all.item(i)
		if s, alive := read(g); alive && w.stopped[g] == nil && !apart(s) {
			w.stack(g, s)
		}
		if w.ran {
			return nil, false
		}
	}
	for len(w.todo) > 0 {
		o := w.todo[len(w.todo)-1]
		w.todo = w.todo[:len(w.todo)-1]
		if w.ran || w.bytes+int(o.end-o.start) > limit {
			return nil, false
		}
		w.words(o.start, o.end)
	}
	lost = map[int64]bool{}
	for _, s := range w.stopped {
		lost[s.ID] = true
	}
	return lost, !w.ran
}

// A walk goes through the memory.
type walk struct {
	seen    map[uintptr]struct{} // objects
	todo    []piece              // that have been found, and not been walked through yet
	stopped map[unsafe.Pointer]*Stopped
	of      map[uintptr][]*Stopped // by the objects that they wait for
	bytes   int                    // walked through; an object counts for leastBytes at least
	ran     bool                   // a goroutine whose stack was to be walked through may be running, or has run since it was looked at
}

// A mask says which words of the program's variables are pointers.
type mask struct {
	n    int32
	bits *byte
}

// masked finds what variables lead to.
//
//go:norace
func (w *walk) masked(start uintptr, m *mask) {
	first, bits := *(*unsafe.Pointer)(unsafe.Pointer(&start)), unsafe.Slice(m.bits, (int(m.n)+7)/8)
	for i := range int(m.n) {
		if bits[i/8]>>(i%8)&1 != 0 {
			w.pointer(*at[uintptr](first, uintptr(i)*8))
		}
	}
}

// processors finds what timers lead to. For the rest a processor's record has only what the run time keeps to use
// it again, and addresses that it has noted for the collector.
//
//go:norace
func (w *walk) processors(r *Runtime) {
	procs := r.procs.load()
	for i := range procs.len {
		p := procs.item(i)
		w.seen[base(p)] = struct{}{}
		w.pointer(uintptr(at[header](p, timersOfP+heapOf).load().list))
	}
}

// leastBytes is what finding an object costs, in bytes that are looked at.
const leastBytes = 64

// A piece is a part of the memory.
type piece struct{ start, end uintptr }

// hold leaves out a goroutine: its record, and those of its waits.
//
//go:norace
func (w *walk) hold(s *Stopped) {
	w.stopped[s.g] = s
	w.seen[base(s.g)] = struct{}{}
	for sudog := range sudogs(s.g) {
		w.seen[base(sudog)] = struct{}{}
	}
	for _, o := range s.For {
		at, _, _ := findObject(uintptr(o), 0, 0)
		w.of[at] = append(w.of[at], s)
	}
}

// base is where the object begins that p points into: large ones have a word of the run time's in front.
func base(p unsafe.Pointer) uintptr {
	b, _, _ := findObject(uintptr(p), 0, 0)
	return b
}

// release makes a goroutine one of the others: what it waits for has been found.
//
//go:norace
func (w *walk) release(s *Stopped) {
	if w.stopped[s.g] == nil {
		return
	}
	delete(w.stopped, s.g)
	delete(w.seen, base(s.g))
	w.pointer(uintptr(s.g))
	for sudog := range sudogs(s.g) {
		delete(w.seen, base(sudog))
		w.pointer(uintptr(sudog))
	}
	w.stack(s.g, s.Goroutine)
}

// stack finds what a goroutine's stack leads to. A timer may have woken the goroutine since s was read: the run time
// clears the stack pointer then, and may move the stack. So s must still hold once the bounds have been read. What they
// enclose stays readable afterwards.
//
//go:norace
func (w *walk) stack(g unsafe.Pointer, s Goroutine) {
	offset := uintptr(spOfG)
	if s.status == syscall {
		offset = syscallOfG
	}
	start := atomic.LoadUintptr(at[uintptr](g, offset))
	low, top := atomic.LoadUintptr(at[uintptr](g, stackOfG)), atomic.LoadUintptr(at[uintptr](g, stackOfG+8))
	now, alive := read(g)
	still := alive && now.ID == s.ID && now.status == s.status && now.seq == s.seq && (s.status == waiting || s.status == syscall)
	if !still || start < low || start > top {
		w.ran = true
		return
	}
	w.words(start, top)
}

// words takes everything in a part of the memory for pointers.
//
//go:norace
func (w *walk) words(start, end uintptr) {
	w.bytes += int(end - start)
	p := *(*unsafe.Pointer)(unsafe.Pointer(&start))
	for offset := uintptr(0); start+offset+8 <= end; offset += 8 {
		if word := *at[uintptr](p, offset); word > 4096 && word < 1<<47 {
			w.pointer(word)
		}
	}
}

// pointer finds the object that a word points into.
//
//go:norace
func (w *walk) pointer(word uintptr) {
	base, span, _ := findObject(word, 0, 0)
	if base == 0 {
		return
	}
	if _, ok := w.seen[base]; ok {
		return
	}
	w.seen[base] = struct{}{}
	w.bytes += leastBytes
	for _, s := range w.of[base] {
		w.release(s)
	}
	if *at[uint8](span, classOfSpan)&1 == 0 { // it can have pointers
		w.todo = append(w.todo, piece{base, base + *at[uintptr](span, sizeOfSpan)})
	}
}
