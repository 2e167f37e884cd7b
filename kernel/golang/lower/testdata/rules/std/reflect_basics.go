// What package reflect tells about session types.
package main

import (
	"fmt"
	"reflect"
)

type T struct {
	A int `k:"v"`
	b string
}

func main() {
	fmt.Println(reflect.TypeOf(T{}), reflect.TypeOf(&T{}), reflect.TypeOf(T{}).Kind(), reflect.TypeOf(3))
	t := reflect.TypeOf(T{})
	f := t.Field(0)
	fmt.Println(t.Name(), t.NumField(), f.Name, f.Type, f.Tag.Get("k"))
	fmt.Println(reflect.DeepEqual([]T{{1, "a"}}, []T{{1, "a"}}), reflect.DeepEqual(map[string][]int{"a": {1}}, map[string][]int{"a": {2}}))
	fmt.Println(reflect.TypeOf(T{}) == reflect.TypeOf(T{1, ""}), reflect.TypeOf([]T{}).Elem() == t, reflect.ValueOf(5).Int())
}
