// Instances of one generic type are different types.
package main

import "fmt"

type Box[T any] struct{ v T }

func f(v any) string {
	switch x := v.(type) {
	case Box[int]:
		return fmt.Sprint("int ", x.v)
	case Box[string]:
		return "string " + x.v
	case *Box[int]:
		return fmt.Sprint("*int ", x.v)
	case Box[Box[int]]:
		return fmt.Sprint("nested ", x.v.v)
	case []Box[int]:
		return fmt.Sprint("slice ", len(x))
	}
	return fmt.Sprintf("%T", v)
}

func main() {
	fmt.Println(f(Box[int]{1}), f(Box[string]{"s"}), f(&Box[int]{2}), f(Box[Box[int]]{Box[int]{3}}), f([]Box[int]{{}}), f(Box[bool]{}))
}
