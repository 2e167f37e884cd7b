// A recovered panic leaves no trace in the text of a later one.
package main

func main() {
	func() {
		defer func() { recover() }()
		panic("old")
	}()
	panic("new")
}
