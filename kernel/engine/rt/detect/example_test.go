package detect_test

import (
	"fmt"
	"unsafe"

	"weft/kernel/engine/rt/detect"
)

// Two threads write a variable. A lock that both take orders the first two writes; the third has none.
func Example() {
	d := detect.New()
	var depth, lock int
	place, address := unsafe.Pointer(&depth), uintptr(unsafe.Pointer(&lock))
	write := func(t *detect.Thread, line int) {
		d.Access(t, place, detect.Write, &detect.Site{Cell: 1, Line: line, Name: "depth"})
	}
	a := d.Begin(d.First(nil, detect.Origin{Cell: 1}))
	b := d.Begin(d.Fork(a, detect.Origin{Cell: 1, Started: "cell[1]:3:1"}))

	write(a, 5)
	d.Release(a, address) // Unlock
	d.Acquire(b, address) // Lock
	write(b, 8)
	fmt.Println("with the lock:", len(d.Races()))

	write(a, 11)
	for _, r := range d.Races() {
		fmt.Printf("%s: line %d and line %d\n", r.Accesses[0].Site.Name, r.Accesses[0].Site.Line, r.Accesses[1].Site.Line)
	}
	// Output:
	// with the lock: 0
	// depth: line 11 and line 8
}
