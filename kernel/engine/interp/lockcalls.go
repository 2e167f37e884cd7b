package interp

import (
	"reflect"
	"sync"
	"unsafe"
)

// Calls of the methods of locks. They get a step of ours that reads the lock from the frame, calls the method
// itself and notes who holds it. That is faster than the interpreter's own, which makes a method value first and
// calls it through reflect. A receiver that is no lock, as in a call of another type's method Lock, is left to the
// interpreter's steps.

// A lockCall is such a call.
type lockCall struct {
	*nodes
	method   string
	receiver func(frame unsafe.Pointer) reflect.Value
	selector step // the interpreter's, which makes the method value
	run      step // and which calls it
	next     step
	to       int                              // index of the result in the frame
	index    func(frame unsafe.Pointer) int64 // see element; nil: there is none
}

// lockMethods are the methods that are known.
var lockMethods = map[string]bool{"Lock": true, "Unlock": true, "RLock": true, "RUnlock": true, "TryLock": true, "TryRLock": true, "Wait": true}

// lockCall prepares the call at node if it may be one of a lock's method; nil if it is not.
func (n *nodes) lockCall(node unsafe.Pointer) *lockCall {
	children := *at[[]unsafe.Pointer](node, n.child)
	parent := *at[unsafe.Pointer](node, n.anc)
	if n.locks == nil || len(children) != 1 || parent == nil || n.names[*at[uint](children[0], n.kind)] != "selectorExpr" {
		return nil
	}
	if k := n.names[*at[uint](parent, n.kind)]; k == "goStmt" || k == "deferStmt" {
		return nil
	}
	selector := children[0]
	parts := *at[[]unsafe.Pointer](selector, n.child)
	generate := *at[generator](selector, n.gen)
	if len(parts) != 2 || generate == nil || !lockMethods[*at[string](parts[1], n.ident)] {
		return nil
	}
	c := &lockCall{nodes: n, method: *at[string](parts[1], n.ident)}
	*at[generator](selector, n.gen) = func(selector unsafe.Pointer) {
		generate(selector)
		c.selector = *at[step](selector, n.exec)
		next := n.stepOf(*at[unsafe.Pointer](selector, n.tnext))
		if c.receiver != nil && c.selector != nil && next != nil {
			*at[step](selector, n.exec) = func(unsafe.Pointer) step { return next }
		}
	}
	return c
}

// step is the step of the call; nil if it is to be made as the interpreter does.
func (c *lockCall) step(node unsafe.Pointer) step {
	selector := (*at[[]unsafe.Pointer](node, c.child))[0]
	run := *at[step](node, c.exec)
	object := (*at[[]unsafe.Pointer](selector, c.child))[0]
	receiver, ok := c.reader(object)
	c.index = c.indexIn(object)
	if run == nil || !ok {
		return nil
	}
	c.run, c.receiver, c.to, c.next = run, receiver, *at[int](node, c.findex), c.stepOf(*at[unsafe.Pointer](node, c.tnext))
	return c.call
}

// call is the step.
func (c *lockCall) call(frame unsafe.Pointer) step {
	v := c.receiver(frame)
	if v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	if v.Kind() == reflect.Struct && v.CanAddr() {
		v = v.Addr()
	}
	if v.Kind() != reflect.Pointer || v.IsNil() {
		return c.asBefore(frame)
	}
	var l locker
	switch v.Type() {
	case mutexType:
		l.mutex = (*sync.Mutex)(v.UnsafePointer())
	case rwMutexType:
		l.rw = (*sync.RWMutex)(v.UnsafePointer())
	case condType:
		return c.wait(frame, (*sync.Cond)(v.UnsafePointer()))
	default:
		return c.asBefore(frame)
	}
	called := *at[*note](frame, c.debug)
	switch c.method {
	case "Lock":
		if c.locks.lock(l, called, c.element(frame)) && c.frames.stopped(frame) {
			c.locks.unlock(l)
		}
	case "Unlock":
		c.locks.unlock(l)
	case "RLock":
		if c.locks.rlock(l.rw, called, c.element(frame)) && c.frames.stopped(frame) {
			c.locks.runlock(l.rw)
		}
	case "RUnlock":
		c.locks.runlock(l.rw)
	default:
		return c.try(frame, l, called)
	}
	return c.next
}

var (
	mutexType   = reflect.TypeFor[*sync.Mutex]()
	rwMutexType = reflect.TypeFor[*sync.RWMutex]()
	condType    = reflect.TypeFor[*sync.Cond]()
)

// indexIn is the index in an expression such as berths[i] or berths[i].mu; nil if there is none, or more than one.
func (n *nodes) indexIn(node unsafe.Pointer) func(frame unsafe.Pointer) int64 {
	var found []unsafe.Pointer
	n.walk(node, func(node unsafe.Pointer) {
		if n.names[*at[uint](node, n.kind)] == "indexExpr" {
			found = append(found, node)
		}
	})
	if len(found) != 1 {
		return nil
	}
	children := *at[[]unsafe.Pointer](found[0], n.child)
	if len(children) != 2 {
		return nil
	}
	if v := *at[reflect.Value](children[1], n.rval); v.IsValid() {
		return n.count(children[1])
	}
	get := n.getter(children[1])
	if get == nil {
		return nil
	}
	return func(frame unsafe.Pointer) int64 {
		if v := get(frame); v.CanInt() {
			return v.Int()
		}
		return -1
	}
}

// element is which element of a slice or array the lock is or is in, for a recording; -1 if that is not known.
func (c *lockCall) element(frame unsafe.Pointer) int64 {
	if c.index == nil || !c.notes.On() {
		return -1
	}
	return c.index(frame)
}

// asBefore does what the interpreter's steps do.
func (c *lockCall) asBefore(frame unsafe.Pointer) step {
	c.selector(frame)
	return c.run(frame)
}

// try is TryLock or TryRLock.
func (c *lockCall) try(frame unsafe.Pointer, l locker, called *note) step {
	next := c.asBefore(frame)
	d := *at[[]reflect.Value](frame, c.data)
	if c.to < 0 || c.to >= len(d) || d[c.to].Kind() != reflect.Bool || !d[c.to].Bool() {
		return next
	}
	if c.method == "TryRLock" {
		c.locks.rlocked(l.rw, called, c.element(frame))
	} else {
		c.locks.locked(l, called, c.element(frame))
	}
	return next
}

// wait is a Cond's Wait.
func (c *lockCall) wait(frame unsafe.Pointer, cond *sync.Cond) step {
	l, ok := cond.L.(*sync.Mutex)
	if c.method != "Wait" || !ok || l == nil {
		return c.asBefore(frame)
	}
	c.locks.wait(cond, l)
	return c.next
}
