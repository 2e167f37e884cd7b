// Panics in deferred functions replace the earlier one; all deferred calls still run.
package main

import "fmt"

func nested() (log []any) {
	defer func() { log = append(log, recover()) }()
	defer func() { panic("third") }()
	defer func() {
		defer func() { log = append(log, recover()) }()
		panic("second")
	}()
	panic("first")
}

func again() (err error) {
	defer func() { err = fmt.Errorf("outer %v", recover()) }()
	func() {
		defer func() {
			r := recover()
			panic(fmt.Sprint("re-", r))
		}()
		panic("inner")
	}()
	return nil
}

func main() {
	fmt.Println(nested())
	fmt.Println(again())
	defer fmt.Println("main's deferred")
	defer func() {
		fmt.Println(recover())
		fmt.Println(recover())
	}()
	var m map[string]int
	m["x"] = 1
}
