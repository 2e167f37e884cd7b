package run

import (
	"reflect"
	"sync"
	"unsafe"
)

// Adopt notes package variables of the program, by their addresses: channels in them were made before main, and
// so outside every bubble, where waiting on them would stop the virtual clock. Each run takes them into its
// bubble as if they had been made there, unless somebody waits on them already. It is called by an init
// function that package instrument writes.
func Adopt(variables ...any) {
	adopted.mu.Lock()
	defer adopted.mu.Unlock()
	for _, v := range variables {
		adopted.roots = append(adopted.roots, reflect.ValueOf(v))
	}
}

// adopted is filled before main, when there is nobody yet to hand it to.
var adopted struct {
	mu    sync.Mutex
	roots []reflect.Value
}

// More of a channel's layout, see pinned.
const (
	timerOfChan   = 32 // nil but for timers' channels
	waitersOfChan = 64 // four words: first and last receiver, first and last sender
)

// adopt takes the channels of package variables into a bubble.
func adopt(bubble unsafe.Pointer) {
	adopted.mu.Lock()
	defer adopted.mu.Unlock()
	w := walker{bubble: bubble, seen: map[place]bool{}, holds: map[reflect.Type]bool{}}
	for _, r := range adopted.roots {
		w.walk(r)
	}
}

// A walker finds channels.
type walker struct {
	bubble unsafe.Pointer
	seen   map[place]bool
	holds  map[reflect.Type]bool
}

type place struct {
	at  unsafe.Pointer
	of  reflect.Type
	len int // of a slice
}

func (w *walker) walk(v reflect.Value) {
	if !w.canHold(v.Type()) {
		return
	}
	switch v.Kind() {
	case reflect.Chan:
		if p := v.UnsafePointer(); p != nil {
			take(p, w.bubble)
		}
	case reflect.Pointer:
		if p := (place{at: v.UnsafePointer(), of: v.Type()}); p.at != nil && !w.seen[p] {
			w.seen[p] = true
			w.walk(v.Elem())
		}
	case reflect.Interface:
		if !v.IsNil() {
			w.walk(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			w.walk(v.Field(i))
		}
	case reflect.Slice:
		p := place{v.UnsafePointer(), v.Type(), v.Len()}
		if w.seen[p] {
			return
		}
		w.seen[p] = true
		fallthrough
	case reflect.Array:
		for i := range v.Len() {
			w.walk(v.Index(i))
		}
	case reflect.Map:
		if p := (place{at: v.UnsafePointer(), of: v.Type()}); p.at != nil && !w.seen[p] {
			w.seen[p] = true
			for it := v.MapRange(); it.Next(); {
				w.walk(it.Key())
				w.walk(it.Value())
			}
		}
	}
}

// take makes the channel at ch one of the bubble. A timer's stays what it is: its timer would not come along.
//
//go:norace
func take(ch, bubble unsafe.Pointer) {
	if *(*uintptr)(unsafe.Add(ch, timerOfChan)) != 0 || *(*[4]uintptr)(unsafe.Add(ch, waitersOfChan)) != [4]uintptr{} {
		return
	}
	*(*unsafe.Pointer)(unsafe.Add(ch, bubbleOfChan)) = bubble
}

// canHold says whether values of type t can lead to a channel that is not the standard library's own.
func (w *walker) canHold(t reflect.Type) bool {
	can, known := w.holds[t]
	if !known {
		can = leads(t, map[reflect.Type]bool{})
		w.holds[t] = can
	}
	return can
}

// leads is canHold for a type that is reached through those on the way.
func leads(t reflect.Type, way map[reflect.Type]bool) bool {
	if way[t] {
		return false
	}
	way[t] = true
	switch t.Kind() {
	case reflect.Chan, reflect.Interface:
		return true
	case reflect.Pointer, reflect.Slice, reflect.Array:
		return leads(t.Elem(), way)
	case reflect.Map:
		return leads(t.Key(), way) || leads(t.Elem(), way)
	case reflect.Struct:
		if t.PkgPath() != "" && standard(t.PkgPath()) {
			return false
		}
		for i := range t.NumField() {
			if leads(t.Field(i).Type, way) {
				return true
			}
		}
	}
	return false
}
