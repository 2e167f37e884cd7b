package main

import (
	"errors"
	"fmt"
	"runtime"
)

type Bad struct{ n int }

func (b Bad) Error() string { panic("in Error") }

type BadS struct{ n int }

func (b BadS) String() string { panic("in String") }

type I interface{ M() }

func try(name string, f func()) {
	defer func() {
		r := recover()
		fmt.Printf("%s: %v\n", name, r)
		if e, ok := r.(error); ok {
			var re runtime.Error
			fmt.Println(errors.As(e, &re), re)
			var ta *runtime.TypeAssertionError
			fmt.Println(errors.As(e, &ta), ta != nil && ta.Error() == e.Error())
			_, isTA := r.(*runtime.TypeAssertionError)
			fmt.Println(isTA)
			fmt.Println(errors.As(fmt.Errorf("w: %w", e), &re))
			fmt.Printf("%T\n", r)
		}
	}()
	f()
}

func main() {
	var x any = 1
	try("assert", func() { _ = x.(string) })
	try("assertI", func() { _ = x.(I) })
	try("nil", func() { var y any; _ = y.(string) })
	try("nilI", func() { var y I; _ = y.(fmt.Stringer) })
	try("sess", func() { _ = x.(Bad) })
	try("idx", func() { var s []int; i := 3; _ = s[i] })
	try("div", func() { z := 0; fmt.Println(1 / z) })
	try("nilptr", func() { var p *Bad; fmt.Println(p.n) })
	try("nilmap", func() { var m map[string]int; m["a"] = 1 })
	try("closed", func() { c := make(chan int); close(c); close(c) })
	try("closednil", func() { var c chan int; close(c) })
	try("send", func() { c := make(chan int); close(c); c <- 1 })
	try("nilpanic", func() { panic(nil) })
	try("slice", func() { s := []int{1}; i := 5; _ = s[i:] })
	try("makeneg", func() { n := -1; _ = make([]int, n) })
	try("shift", func() { n := -1; fmt.Println(1 << n) })
	try("nilcall", func() { var f func(); f() })
	try("nilmethod", func() { var i I; i.M() })
	fmt.Println(BadS{1})
	fmt.Println(fmt.Sprint(Bad{2}))
	func() {
		defer func() { r := recover(); _, ok := r.(Bad); fmt.Println("rec", ok) }()
		panic(Bad{1})
	}()
	func() {
		defer func() { r := recover(); fmt.Println("rec", r) }()
		defer func() { panic("second") }()
		panic("first")
	}()
}
