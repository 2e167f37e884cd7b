package interp

import (
	"math"
	"reflect"
	"runtime/debug"
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

	idOffset, rootOffset uintptr // in a frame
	size                 uintptr // of a frame
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
	frame := root.Type().Elem()
	idField, ok1 := frame.FieldByName("id")
	rootField, ok2 := frame.FieldByName("root")
	if !ok1 || !ok2 || idField.Type.Kind() != reflect.Uint64 || rootField.Type != root.Type() {
		return &frames{}
	}
	return &frames{
		ok:         true,
		id:         (*uint64)(unsafe.Pointer(id.UnsafeAddr())),
		done:       (*chan struct{})(unsafe.Pointer(done.UnsafeAddr())),
		root:       root.UnsafePointer(),
		idOffset:   idField.Offset,
		rootOffset: rootField.Offset,
		size:       frame.Size(),
	}
}

func is(v reflect.Value, k reflect.Kind) bool { return v.IsValid() && v.Kind() == k }

// A frame is one of the interpreter's call frames. Holding it keeps it in memory.
type frame struct{ p unsafe.Pointer }

// at returns the frame at an address found on a stack. It must be called before the frame can have
// been collected; see frozen.
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

// frozen runs look while no memory is freed, so that addresses in a stack trace taken by look still
// belong to what they belonged to. Switching the collector off waits for a cycle that is under way.
func frozen(look func()) {
	limit := debug.SetMemoryLimit(math.MaxInt64)
	percent := debug.SetGCPercent(-1)
	defer func() {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	}()
	look()
}
