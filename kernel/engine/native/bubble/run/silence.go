package run

import (
	"fmt"
	"reflect"
	"sync/atomic"
	"testing"
	"unsafe"
)

// silence keeps a T from reporting data races: the race detector has, and a T that belongs to no test run
// has nowhere to do so and would crash.
func silence(t *testing.T) {
	offset, err := raceLogged()
	if err != nil {
		panic(err) // Supported has looked
	}
	(*atomic.Bool)(unsafe.Add(unsafe.Pointer(t), offset)).Store(true)
}

// raceLogged is the offset in a T of the note that a race was reported already.
func raceLogged() (uintptr, error) {
	const name = "raceErrorLogged"
	t := reflect.TypeFor[testing.T]()
	common, ok := t.FieldByName("common")
	if !ok {
		return 0, fmt.Errorf("package testing has changed: no common part in T")
	}
	f, ok := common.Type.FieldByName(name)
	if !ok || len(f.Index) != 1 || f.Type != reflect.TypeFor[atomic.Bool]() {
		return 0, fmt.Errorf("package testing has changed: no %s in T", name)
	}
	return common.Offset + f.Offset, nil
}
