// recover works only when called directly by a deferred function.
package main

import "fmt"

func helper() any { return recover() }

func try(name string, setup func()) {
	defer func() { fmt.Println(name, "outer", recover()) }()
	setup()
}

func main() {
	fmt.Println("no panic:", recover())
	try("helper", func() {
		defer func() { fmt.Println("helper got", helper()) }()
		panic(1)
	})
	try("nested", func() {
		defer func() {
			func() { fmt.Println("nested got", recover()) }()
		}()
		panic(2)
	})
	try("deferred helper", func() {
		defer helper()
		panic(3)
	})
	try("deferred in deferred", func() {
		defer func() {
			defer func() { fmt.Println("inner got", recover()) }()
		}()
		panic(4)
	})
	try("not panicking yet", func() {
		fmt.Println(helper())
		panic(5)
	})
}
