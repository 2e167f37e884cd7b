// Sizes, which are constants, also those of type parameters.
package main

import (
	"fmt"
	"unsafe"
)

type node struct {
	a byte
	n int64
	s string
	p *node
	f func()
	m map[string]node
	i any
	l []byte
}

type ring struct {
	left, right *ring
	kids        []ring
}

const word = unsafe.Sizeof(uintptr(0))

type padded struct {
	n int32
	_ [64 - unsafe.Sizeof(int32(0))]byte
}

func size[T any](x T) (uintptr, uintptr) {
	var pair struct {
		b byte
		v T
	}
	return unsafe.Sizeof(x), unsafe.Offsetof(pair.v) + unsafe.Alignof(x)
}

func main() {
	var n node
	fmt.Println(unsafe.Sizeof(n), unsafe.Alignof(n.a), unsafe.Offsetof(n.s), unsafe.Sizeof(n.i), word == 8, unsafe.Sizeof(padded{}))
	fmt.Println(unsafe.Sizeof(ring{}), unsafe.Sizeof([3]ring{}), unsafe.Sizeof(1.5), unsafe.Sizeof("x"), unsafe.Sizeof([]int{1, 2}))
	fmt.Println(size(byte(1)))
	fmt.Println(size(n))
	fmt.Println(size("s"))
	fmt.Println(size([5]int16{}))
	var a [unsafe.Sizeof(n)]byte
	fmt.Println(len(a))
}
