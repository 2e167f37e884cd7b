package main

import "fmt"

type (
	Stack []int
	Bytes []byte
	Pair  [2]string
	Deep  []Stack
	Index map[string]Stack
)

// The name of a list type comes first in %#v, whatever its elements are.
func main() {
	fmt.Printf("%#v %#v %#v\n", Stack{1, 2}, Bytes("ab"), Pair{"x", "y"})
	fmt.Printf("%#v %#v\n", Deep{{1}, nil}, Index{"a": {3}})
	fmt.Printf("%#v %#v %#v\n", Stack(nil), Deep(nil), &Stack{4})
	fmt.Printf("%#v\n", struct {
		A Stack
		B any
	}{Stack{5}, Bytes{6}})
	fmt.Printf("%v %+v %d %x %q %s\n", Stack{7}, Bytes{8}, Pair{}, Bytes("hi"), Pair{"a", "b"}, Bytes("raw"))
}
