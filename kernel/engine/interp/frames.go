package interp

import (
	"math"
	"reflect"
	"slices"
	"sync/atomic"
	"unsafe"

	"github.com/traefik/yaegi/interp"
)

// The interpreter can stop everything or nothing: each of its call frames has a run id, copied from
// the frame that made it, and code runs as long as its frame's id is the interpreter's. Raising the
// interpreter's id, as EvalWithContext does, also ends goroutines of earlier cells, and leaves every
// closure made before it dead: calling one later silently returns zero values. So a cell is stopped by
// taking the ids away from its own frames only. Nothing hands out frames, so their addresses come from
// the goroutines' stack traces (stacks.go). This file knows the fields of the interpreter's structs,
// by name; if one is not as expected, cells cannot be stopped and the parent replaces the process.

// frames gives access to run ids.
type frames struct {
	ok   bool
	id   *uint64        // the interpreter's
	done *chan struct{} // what the interpreter's channel operations also wait for
	root unsafe.Pointer // the global frame, which is on nobody's stack alone

	idOffset, rootOffset, ancOffset, dataOffset uintptr // in a frame
}

// revoked is a run id that the interpreter never has.
const revoked = math.MaxUint64

func newFrames(i *interp.Interpreter) *frames {
	v := reflect.ValueOf(i).Elem()
	id, done, root := v.FieldByName("id"), v.FieldByName("done"), v.FieldByName("frame")
	if !is(id, reflect.Uint64) || !is(done, reflect.Chan) || !is(root, reflect.Pointer) ||
		done.Type() != reflect.TypeFor[chan struct{}]() {
		return &frames{}
	}
	f := &frames{
		ok:   true,
		id:   (*uint64)(unsafe.Pointer(id.UnsafeAddr())),
		done: (*chan struct{})(unsafe.Pointer(done.UnsafeAddr())),
		root: root.UnsafePointer(),
	}
	for _, field := range []struct {
		name   string
		typ    reflect.Type
		offset *uintptr
	}{
		{"id", reflect.TypeFor[uint64](), &f.idOffset},
		{"root", root.Type(), &f.rootOffset},
		{"anc", root.Type(), &f.ancOffset},
		{"data", reflect.TypeFor[[]reflect.Value](), &f.dataOffset},
	} {
		found, ok := root.Type().Elem().FieldByName(field.name)
		if !ok || found.Type != field.typ {
			return &frames{}
		}
		*field.offset = found.Offset
	}
	return f
}

func is(v reflect.Value, k reflect.Kind) bool { return v.IsValid() && v.Kind() == k }

// A frame is one of the interpreter's call frames. Holding it keeps it in memory.
type frame struct{ p unsafe.Pointer }

// at returns the frame at an address found on a stack. It must be called before the frame can have
// been collected; see frozen. A frame that another goroutine makes at this moment has the right root or none.
//
//go:norace
func (f *frames) at(address uintptr) (frame, bool) {
	// Not a conversion of an integer to a pointer: vet is right that those are wrong, unless what the
	// address belongs to cannot be freed meanwhile.
	p := *(*unsafe.Pointer)(unsafe.Pointer(&address))
	if p == nil || p == f.root || address%8 != 0 {
		return frame{}, false
	}
	if *(*unsafe.Pointer)(unsafe.Add(p, f.rootOffset)) != f.root {
		return frame{}, false
	}
	return frame{p}, true
}

// revoke takes the id away from the frame: its code stops before the next step, and so does all that
// it calls. It reports whether the frame had one.
func (f *frames) revoke(fr frame) bool {
	return atomic.SwapUint64((*uint64)(unsafe.Add(fr.p, f.idOffset)), revoked) != revoked
}

// revoked reports whether the id has been taken away. The goroutine that made the frame need not have ordered that
// before.
//
//go:norace
func (f *frames) revoked(fr frame) bool { return *(*uint64)(unsafe.Add(fr.p, f.idOffset)) == revoked }

// stopped reports whether the code that runs in a frame has been stopped while it waited for a lock: it would not
// come to the call that unlocks it.
func (f *frames) stopped(running unsafe.Pointer) bool { return f.ok && f.revoked(frame{running}) }

// restore gives the frame the interpreter's id again. A function value made in it can then be called,
// which must not be done before the goroutine that ran in it has ended.
func (f *frames) restore(fr frame) {
	atomic.StoreUint64((*uint64)(unsafe.Add(fr.p, f.idOffset)), atomic.LoadUint64(f.id))
}

// suspend makes all interpreted code return, whosever it is, until resume is called.
func (f *frames) suspend() (resume func()) {
	atomic.AddUint64(f.id, 1)
	return func() { atomic.AddUint64(f.id, ^uint64(0)) }
}

// channel returns the channel that channel operations of the cell evaluated last also wait for.
func (f *frames) channel() chan struct{} {
	if !f.ok {
		return nil
	}
	return *f.done
}

// pulse ends the channel operations that wait for done as well. The channel is not closed for that:
// the cell's closures live on and will wait for it again.
func pulse(done chan struct{}) {
	for {
		select {
		case done <- struct{}{}:
		default:
			return
		}
	}
}

// A saved keeps the variables of frames while channel operations in them are ended. The interpreter
// stores the result of such an operation before it sees that it was ended, and the place can be a
// variable of the session: x = <-ch leaves a struct{} in x.
type saved struct {
	f    *frames
	vars map[frame][]reflect.Value
}

func (f *frames) newSaved() *saved {
	s := &saved{f, map[frame][]reflect.Value{}}
	s.add(frame{f.root})
	return s
}

// save remembers the variables that code in the frames can reach.
func (s *saved) save(taken map[frame]int64) {
	for fr := range taken {
		for fr.p != nil && s.add(fr) {
			fr.p = *(*unsafe.Pointer)(unsafe.Add(fr.p, s.f.ancOffset))
		}
	}
}

func (s *saved) add(fr frame) bool {
	if _, ok := s.vars[fr]; ok {
		return false
	}
	s.vars[fr] = slices.Clone(*s.data(fr))
	return true
}

// repair puts back variables that a struct{} has replaced.
func (s *saved) repair() {
	empty := reflect.TypeFor[struct{}]()
	for fr, before := range s.vars {
		now := *s.data(fr)
		for i, v := range before {
			if i < len(now) && v.IsValid() && v.Type() != empty && (!now[i].IsValid() || now[i].Type() == empty) {
				now[i] = v
			}
		}
	}
}

func (s *saved) data(fr frame) *[]reflect.Value {
	return (*[]reflect.Value)(unsafe.Add(fr.p, s.f.dataOffset))
}
