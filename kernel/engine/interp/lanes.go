package interp

import (
	"math"
	"reflect"
	"unsafe"
)

// Lanes. Through reflect an operation on a channel allocates what it receives, and one that has to wait costs
// a select of a list of cases, since all must end when the cell is stopped. On channels of numbers, bools,
// empty structs and strings they are Go's own operations: the run time moves as many bytes as the channel's
// elements have, so all channels of elements without pointers that fit into a word are used as one type.

// A lane is how values of a kind go through channels.
type lane interface {
	// send sends v, unless done gives something first.
	send(ch, v reflect.Value, done <-chan struct{}) (sent bool)
	// receive puts the next value into a variable of its type, unless done gives something first.
	receive(ch, into reflect.Value, done <-chan struct{}) (got, ok bool)
}

// A word is a value of up to eight bytes without pointers.
type word uint64

var (
	words = laneOf[word]{wordOf, setWord}
	texts = laneOf[string]{reflect.Value.String, reflect.Value.SetString}
)

// laneFor is the lane of a channel, nil if it has none.
func laneFor(ch reflect.Value) lane {
	switch kindOf(ch) {
	case wordKind:
		return words
	case stringKind:
		return texts
	}
	return nil
}

// A laneKind is which lane a channel has.
type laneKind int

const (
	noLane laneKind = iota
	wordKind
	stringKind
)

func kindOf(ch reflect.Value) laneKind {
	if ch.Kind() != reflect.Chan {
		return noLane
	}
	switch t := ch.Type().Elem(); t.Kind() {
	case reflect.Bool, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr,
		reflect.Float32, reflect.Float64:
		if littleEndian {
			return wordKind
		}
	case reflect.Struct:
		if t.NumField() == 0 {
			return wordKind
		}
	case reflect.String:
		return stringKind
	}
	return noLane
}

// littleEndian is whether the first bytes of a word are its low ones.
var littleEndian = func() bool {
	w := word(1)
	return *(*byte)(unsafe.Pointer(&w)) == 1
}()

// wordOf is the value of a variable as its bytes in a word.
func wordOf(v reflect.Value) word {
	switch {
	case v.CanInt():
		return word(v.Int())
	case v.CanUint():
		return word(v.Uint())
	case v.Kind() == reflect.Bool && v.Bool():
		return 1
	case v.Kind() == reflect.Float32:
		return word(math.Float32bits(float32(v.Float())))
	case v.Kind() == reflect.Float64:
		return word(math.Float64bits(v.Float()))
	}
	return 0
}

// setWord gives a variable the value whose bytes are the first of a word. The others are anything: a receive
// writes only those of the channel's elements.
func setWord(v reflect.Value, w word) {
	switch k := v.Kind(); {
	case v.CanInt():
		v.SetInt(int64(w))
	case v.CanUint():
		v.SetUint(uint64(w))
	case k == reflect.Bool:
		v.SetBool(byte(w) != 0)
	case k == reflect.Float32:
		v.SetFloat(float64(math.Float32frombits(uint32(w))))
	case k == reflect.Float64:
		v.SetFloat(math.Float64frombits(uint64(w)))
	}
}

// laneOf is the lane of channels that can be used as channels of T.
type laneOf[T any] struct {
	get func(reflect.Value) T
	set func(reflect.Value, T)
}

func as[T any](ch reflect.Value) chan T {
	p := ch.UnsafePointer()
	return *(*chan T)(unsafe.Pointer(&p))
}

func (l laneOf[T]) send(ch, v reflect.Value, done <-chan struct{}) bool {
	c, x := as[T](ch), l.get(v)
	select {
	case c <- x:
		return true
	default:
	}
	select {
	case c <- x:
		return true
	case <-done:
		return false
	}
}

func (l laneOf[T]) receive(ch, into reflect.Value, done <-chan struct{}) (got, ok bool) {
	c := as[T](ch)
	var x T
	select {
	case x, ok = <-c:
	default:
		select {
		case x, ok = <-c:
		case <-done:
			return false, false
		}
	}
	l.set(into, x)
	return true, ok
}
