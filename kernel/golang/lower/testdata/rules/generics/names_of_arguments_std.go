package main

import (
	"fmt"
	"math/big"
	"reflect"
	"time"
)

type Box[T any] struct{ v T }
type Pt struct{ x, y int }

func gen[T any](x T) {
	type L struct{ v T }
	fmt.Printf("%T %T %T %v\n", L{x}, Box[L]{}, []L{}, reflect.TypeOf(Box[*L]{}))
	type M[U any] = []U
	var i any = L{x}
	func() {
		defer func() { fmt.Println(recover()) }()
		_ = i.(Box[L])
	}()
}

func run() {
	fmt.Printf("%T\n", Box[big.Int]{})
	fmt.Printf("%T\n", Box[*big.Int]{})
	fmt.Printf("%T\n", Box[time.Duration]{})
	fmt.Printf("%T\n", Box[[]time.Time]{})
	fmt.Printf("%T\n", Box[map[string]any]{})
	fmt.Printf("%T\n", Box[error]{})
	fmt.Printf("%T\n", Box[byte]{})
	fmt.Printf("%T\n", Box[rune]{})
	fmt.Printf("%T\n", Box[struct{ a, B int }]{})
	fmt.Printf("%T\n", Box[struct {
		A int `json:"x"`
	}]{})
	fmt.Printf("%T\n", Box[struct{ Pt }]{})
	fmt.Printf("%T\n", Box[struct {
		*Pt
		time.Duration
	}]{})
	fmt.Printf("%T\n", Box[interface {
		f()
		G(int)
	}]{})
	fmt.Printf("%T\n", Box[func(int, ...string) (a, b int)]{})
	fmt.Printf("%T\n", Box[<-chan int]{})
	fmt.Printf("%T\n", Box[chan (<-chan int)]{})
	fmt.Printf("%T\n", Box[struct{}]{})
	fmt.Printf("%T\n", Box[Box[Box[int]]]{})
	fmt.Printf("%T %T\n", struct {
		a int
		B Pt
	}{}, []struct{ Box[int] }{})
	fmt.Printf("%T\n", struct{ b Box[struct{ a int }] }{})
	gen(1)
	gen("s")
	type K struct{}
	gen(K{})
	gen(Box[K]{})
	x := struct{ Box[struct{ q int }] }{}
	fmt.Printf("%T %+v %#v\n", x, x, x)
}

func main() { run() }
