// A type switch on all kinds of dynamic types.
package main

import "fmt"

type T struct{ n int }
type F func(int) int
type Str string

func kind(v any) string {
	switch x := v.(type) {
	case nil:
		return "nil"
	case bool, string:
		return fmt.Sprintf("bool or string %v", x)
	case int8, int16:
		return fmt.Sprintf("small %T", x)
	case int:
		return fmt.Sprint("int ", x+1)
	case []int:
		return fmt.Sprint("slice ", len(x))
	case map[string]int:
		return fmt.Sprint("map ", x["a"])
	case *T:
		return fmt.Sprint("*T ", x.n)
	case T:
		return fmt.Sprint("T ", x.n)
	case [2]T:
		return fmt.Sprint("[2]T ", x[1].n)
	case F:
		return fmt.Sprint("F ", x(2))
	case func(int) int:
		return fmt.Sprint("func ", x(2))
	case chan<- int:
		return "send only"
	case chan int:
		return "chan"
	case Str:
		return "Str " + string(x)
	case struct{ a int }:
		return fmt.Sprint("anonymous ", x.a)
	case error:
		return "error " + x.Error()
	case fmt.Stringer:
		return "Stringer " + x.String()
	case interface{ Len() int }:
		return fmt.Sprint("Len ", x.Len())
	}
	return fmt.Sprintf("other %T", v)
}

type L []int

func (l L) Len() int { return len(l) }

func main() {
	for _, v := range []any{nil, true, "s", int8(1), 7, []int{1}, map[string]int{"a": 4}, &T{1}, T{2}, [2]T{{}, {3}},
		F(func(n int) int { return n * 2 }), func(n int) int { return n * 3 }, make(chan int), make(chan<- int), Str("x"),
		struct{ a int }{5}, fmt.Errorf("e"), L{1, 2}, 2.5, []T{}, struct{ b int }{1}, (*T)(nil) == nil} {
		fmt.Print(kind(v), "; ")
	}
	fmt.Println()
}
