package main

import "fmt"

type bytes []byte

type row struct {
	data []uint8
	raw  bytes
	grid [][]byte
	any  any
	n    map[string][]byte
}

type plain struct{ Data []uint8 }

type word uint8

func main() {
	b := []byte{1, 2}
	r := row{b, b, [][]byte{b}, b, map[string][]byte{"k": b}}
	fmt.Printf("%#v\n", r)
	fmt.Printf("%#v %#v\n", []row{{data: b}}[0].data, []row{{data: b}})
	fmt.Printf("%#v\n", plain{b})
	fmt.Printf("%#v %#v\n", b, bytes(b))
	fmt.Printf("%#v\n", []any{b, bytes(b), []uint8(nil)})
	fmt.Printf("%#v\n", map[string][]uint8{"a": b})
	fmt.Printf("%#v\n", &plain{b})
	fmt.Printf("%#v %#v\n", []word{1}, struct{ w []word }{[]word{1}})
	fmt.Printf("%v %+v %x %s %q %d\n", r, r, plain{b}, plain{b}, plain{b}, plain{b})
	fmt.Printf("%#v %T\n", [2][]byte{b}, [2][]byte{b})
}
