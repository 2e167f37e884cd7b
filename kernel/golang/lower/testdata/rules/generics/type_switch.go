// A type switch on a value of a type parameter.
package main

import (
	"errors"
	"fmt"
)

type MyInt int

func (m MyInt) String() string { return "my" + fmt.Sprint(int(m)) }

func kind[T any](x T) string {
	switch v := any(x).(type) {
	case int:
		return "int"
	case MyInt:
		return "MyInt " + v.String()
	case fmt.Stringer:
		return "Stringer " + v.String()
	case []T:
		return "slice of itself"
	case func(T) T:
		return "func"
	case nil:
		return "nil"
	case error:
		return "error " + v.Error()
	default:
		return fmt.Sprintf("%T", v)
	}
}

func is[T any](x any) bool {
	_, ok := x.(T)
	return ok
}

func main() {
	fmt.Println(kind(1), kind(MyInt(2)), kind(int8(3)), kind([]int{}), kind(errors.New("e")))
	fmt.Println(kind[any](nil), kind[error](nil), kind[any]([]any{}), kind(struct{}{}))
	fmt.Println(is[int](1), is[MyInt](1), is[MyInt](MyInt(1)), is[fmt.Stringer](MyInt(1)), is[error](1), is[any](nil), is[[]MyInt]([]MyInt{}), is[[]int]([]MyInt{}))
}
