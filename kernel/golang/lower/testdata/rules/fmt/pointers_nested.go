// Pointers at the top level to structs, arrays, slices, maps are followed; deeper ones are addresses.
package main

import (
	"fmt"
	"strings"
)

type T struct {
	X int
	L []int
}

func main() {
	t := &T{1, []int{2}}
	fmt.Printf("%v %+v\n", t, t)
	fmt.Printf("%v %v %v\n", &[]int{1}, &map[string]int{"a": 1}, &[2]T{})
	fmt.Printf("%#v %#v\n", &T{1, nil}, &[]string{"a"})
	pp := &t
	fmt.Println(strings.HasPrefix(fmt.Sprint(pp), "0x"), strings.HasPrefix(fmt.Sprintf("%p", t), "0x"))
	s := fmt.Sprint(struct{ p *T }{t})
	fmt.Println(strings.HasPrefix(s, "{0x"), strings.HasPrefix(fmt.Sprint([]*T{t}), "[0x"))
	var np *T
	var ni any
	fmt.Printf("%v %+v %v %v\n", np, np, ni, []*T{nil})
	i := 5
	fmt.Println(strings.HasPrefix(fmt.Sprint(&i), "0x"), fmt.Sprint(&i) == fmt.Sprintf("%p", &i))
}
