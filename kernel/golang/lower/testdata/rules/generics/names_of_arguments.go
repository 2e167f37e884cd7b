package main

import (
	"fmt"
	"reflect"
)

type Box[T any] struct{ v T }

func (b Box[T]) Get() T { return b.v }

type Pair[A, B any] struct {
	a A
	b B
}

func name[T any](x T) string { return fmt.Sprintf("%T", x) }
func tname[T any]() string   { var z T; return reflect.TypeOf(&z).Elem().String() }

func other() {
	type L bool
	fmt.Printf("%T\n", Box[L]{})
}

func run() {
	type L struct{ n int }
	type M int
	b := Box[L]{L{1}}
	fmt.Printf("%T %v %+v %#v\n", b, b, b, b)
	fmt.Println(reflect.TypeOf(b).Name(), reflect.TypeOf(b).String())
	fmt.Println(name(b), name(L{}), name([]L{}), name(Pair[L, M]{}), name(Box[[]L]{}), name(Box[*L]{}), name(Box[map[M]L]{}))
	fmt.Println(tname[L](), tname[Box[L]](), tname[Pair[Box[L], M]]())
	func() {
		defer func() { fmt.Println(recover()) }()
		var x any = b
		_ = x.(Box[M])
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var x any = Box[int]{}
		_ = x.(Box[L])
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var x any = b
		_ = x.(fmt.Stringer)
	}()
	{
		type L string
		c := Box[L]{"s"}
		fmt.Printf("%T %#v\n", c, c)
		var x any = b
		_, ok := x.(Box[L])
		fmt.Println(ok)
		func() {
			defer func() { fmt.Println(recover()) }()
			_ = x.(Box[L])
		}()
	}
	f := func() {
		type L float64
		fmt.Printf("%T\n", Box[L]{})
		fmt.Println(name(Pair[L, Box[L]]{}))
	}
	f()
	other()
	var e any = Box[func(L) M]{}
	fmt.Printf("%T\n", e)
	fmt.Printf("%T\n", Box[struct{ l L }]{})
	fmt.Printf("%T\n", Box[interface{ F(L) }]{})
	fmt.Printf("%T\n", Box[chan<- L]{})
	fmt.Printf("%T\n", Box[[3]L]{})
	panic(fmt.Sprintf("%T", b))
}

func main() { run() }
