// Functions that recover, deferred in every way: only the one that the end of a function calls does.
package main

import (
	"errors"
	"fmt"
	"io"
	"sync"
)

func plain() any { return recover() }

func show(name string) {
	fmt.Println(name, plain(), recover(), recover())
}

type stopper interface{ stop(name string) }

type val struct{ n int }
type ref struct{ n int }
type outer struct{ stopper }
type deep struct{ *ref }
type none struct{}

func (v val) stop(name string)  { fmt.Println(name, v.n, recover()) }
func (r *ref) stop(name string) { fmt.Println(name, r.n, recover()) }
func (none) stop(name string)   { fmt.Println(name, "does not recover") }
func (r *ref) Close() error     { fmt.Println("close", recover()); return nil }

type handler func(string)

func (h handler) stop(name string) { h(name) }

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, "not recovered:", r)
		}
	}()
	f()
}

func trace(name string) func() {
	fmt.Println("enter", name)
	return func() { fmt.Println("leave", name, recover()) }
}

func generic[T any](x T) { fmt.Println(x, recover()) }

type box[T any] struct{ v T }

func (b *box[T]) stop(name string) { fmt.Println(name, b.v, recover()) }

func variadic(name string, more ...int) { fmt.Println(name, more, recover()) }

func result() (err error) {
	catch := func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("caught: %v", r)
		}
	}
	defer catch()
	panic("in result")
}

var global = func() { fmt.Println("global", recover()) }

func main() {
	try("declared", func() { defer show("declared"); panic(1) })
	try("call in deferred", func() { defer func() { show("inner") }(); panic(2) })
	try("variable", func() {
		h := func() { fmt.Println("variable", recover()) }
		defer h()
		panic(3)
	})
	try("called by deferred", func() {
		h := func() { fmt.Println("called", recover()) }
		defer func() { h() }()
		panic(4)
	})
	try("declared value", func() { f := show; defer f("value"); panic(5) })
	try("trace", func() { defer trace("t")(); panic(6) })
	try("field and map", func() {
		s := struct{ f func(string) }{show}
		m := map[string]handler{"a": show}
		defer m["a"]("map")
		defer func() { panic("again") }()
		defer s.f("field")
		panic(7)
	})
	try("slice loop", func() {
		for i, f := range []func(){func() { fmt.Println("f0", recover()) }, func() { fmt.Println("f1") }, global} {
			defer f()
			_ = i
		}
		panic(8)
	})
	var s stopper = val{1}
	try("interface value", func() { defer s.stop("val"); panic(9) })
	s = &ref{2}
	try("interface pointer", func() { defer s.stop("ref"); panic(10) })
	s = outer{&ref{3}}
	try("embedded interface", func() { defer s.stop("outer"); panic(11) })
	s = deep{&ref{4}}
	try("promoted", func() { defer s.stop("deep"); panic(12) })
	s = &box[string]{"b"}
	try("generic type", func() { defer s.stop("box"); panic(13) })
	s = none{}
	try("none", func() { defer s.stop("none"); panic(14) })
	s = handler(show)
	try("method calls it", func() { defer s.stop("handler"); panic(15) })
	try("method value", func() { f := val{5}.stop; defer f("method value"); panic(16) })
	try("interface method value", func() { s = &ref{6}; f := s.stop; defer f("bound"); panic(17) })
	try("method expression", func() { f := (*ref).stop; defer f(&ref{7}, "expression"); panic(18) })
	try("interface expression", func() { f := stopper.stop; defer f(val{8}, "expression"); panic(19) })
	try("generic", func() { defer generic("g"); panic(20) })
	try("generic value", func() { f := generic[int]; defer f(21); panic(21) })
	try("variadic", func() { f := variadic; defer f("v", 1, 2); panic(22) })
	try("variadic slice", func() { f := variadic; defer f("v", []int{3}...); panic(23) })
	try("closer", func() { var c io.Closer = &ref{9}; defer c.Close(); panic(24) })
	try("deferred recover", func() { defer recover(); panic(25) })
	try("deferred recover in deferred", func() { defer func() { defer recover() }(); panic(26) })
	try("deferred recover after another panic", func() {
		defer func() {
			defer recover()
			defer global()
			panic("29b")
		}()
		panic("29a")
	})
	try("deferred recover before it", func() {
		defer func() {
			defer global()
			defer recover()
			panic("30b")
		}()
		panic("30a")
	})
	try("once", func() {
		var once sync.Once
		defer once.Do(func() { fmt.Println("once", recover()) })
		panic(27)
	})
	try("not panicking", func() { defer global(); defer show("calm") })
	try("two", func() {
		defer global()
		defer func() {
			defer global()
			panic("second")
		}()
		panic("first")
	})
	try("argument", func() {
		with := func(cleanup func()) { defer cleanup(); panic(errors.New("error")) }
		with(func() { fmt.Println("argument", recover()) })
	})
	try("nil", func() { var f func(); defer f(); fmt.Println("before") })
	try("immediately", func() { func() { fmt.Println("immediately", recover()) }(); panic(28) })
	fmt.Println(result())
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Add(1)
		done := func() {
			if r := recover(); r != nil && i == 2 {
				fmt.Println("goroutine", r)
			}
			wg.Done()
		}
		go func() {
			defer done()
			panic(i)
		}()
	}
	wg.Wait()
}
