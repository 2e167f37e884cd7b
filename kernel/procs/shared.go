package procs

import (
	"crypto/rand"
	"encoding/binary"
	"os"
	"reflect"
	"sync"
)

// A sharedObject is a pointer to something that several processes share: what it shares with the others, and how one
// is made of that. Both are called on nil pointers too.
type sharedObject interface {
	parts() (*shared, error)
	open(s *shared) (any, error)
}

// shared is what the processes share of an object: memory, and pipes to wait at. Its number is the same everywhere.
type shared struct {
	number uint64
	region *region
	hubs   []*hub
	leave  func() // for objects that belong to one process: called when they are given away; nil for others
	lost   func() // called in the process that gave it away, when the one that got it has died
}

// words before the object's own memory: one per hub, of four bytes.
const headSize = 64

// newShared makes memory of a size besides the head, and hubs.
func newShared(size, waits int) (*shared, error) {
	var number [8]byte
	rand.Read(number[:])
	s := &shared{number: binary.LittleEndian.Uint64(number[:])}
	var err error
	if s.region, err = newRegion(headSize + size); err != nil {
		return nil, err
	}
	for range waits {
		p, err := newWakePipe()
		if err != nil {
			return nil, err
		}
		s.addHub(p)
	}
	return s, nil
}

func (s *shared) addHub(p *wakePipe) {
	h := &hub{region: s.region, waiting: s.region.word32(4 * len(s.hubs)), pipe: p}
	s.hubs = append(s.hubs, h)
	this.hubs.add(h)
}

// files are the descriptors of an object, in the order in which openShared takes them.
func (s *shared) files() []*os.File {
	list := []*os.File{s.region.file}
	for _, h := range s.hubs {
		list = append(list, h.pipe.r, h.pipe.w)
	}
	return list
}

func openShared(number uint64, files []*os.File) (*shared, error) {
	if len(files) == 0 || len(files)%2 == 0 {
		return nil, &ValueError{"damaged: descriptors are missing"}
	}
	s := &shared{number: number}
	var err error
	if s.region, err = openRegion(files[0]); err != nil {
		return nil, err
	}
	for i := 1; i < len(files); i += 2 {
		s.addHub(&wakePipe{files[i], files[i+1]})
	}
	return s, nil
}

// object writes a pointer to a shared object: its number among those that go with the bytes.
func (w *Writer) object(isNil bool, o sharedObject) {
	if isNil {
		w.uint(0)
		return
	}
	s, err := o.parts()
	if err != nil {
		if w.err == nil {
			w.err = err
		}
		return
	}
	for i, old := range w.shared {
		if old == s {
			w.uint(uint64(i) + 1)
			return
		}
	}
	w.shared = append(w.shared, s)
	w.uint(uint64(len(w.shared)))
}

// held is an object that came with a call. However often it is an argument it is one value.
type held struct {
	shared *shared
	mu     sync.Mutex
	made   map[reflect.Type]any
}

func (h *held) as(o sharedObject) (any, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	t := reflect.TypeOf(o)
	if v, ok := h.made[t]; ok {
		return v, nil
	}
	v, err := o.open(h.shared)
	if err == nil {
		if h.made == nil {
			h.made = map[reflect.Type]any{}
		}
		h.made[t] = v
	}
	return v, err
}

func (r *Reader) object(v reflect.Value, o sharedObject) {
	n := r.uint()
	if n == 0 || r.err != nil {
		v.SetZero()
		return
	}
	if n > uint64(len(r.held)) {
		r.fail("a queue, pipe, lock or shared array crosses as an argument only")
		return
	}
	x, err := r.held[n-1].as(o)
	if err != nil {
		if r.err == nil {
			r.err = err
		}
		return
	}
	v.Set(reflect.ValueOf(x))
}
