// A crash by a wrong type in an interface, after some correct ones.
package main

import "fmt"

type Event interface{ Kind() string }
type Click struct{ X, Y int }
type Key rune

func (Click) Kind() string { return "click" }
func (k Key) Kind() string { return "key " + string(k) }

func handle(e Event) {
	fmt.Println(e.Kind())
	c := e.(Click)
	fmt.Println("at", c.X, c.Y)
}

func main() {
	for _, e := range []Event{Click{1, 2}, &Click{3, 4}, Key('q')} {
		if p, ok := e.(*Click); ok {
			e = *p
		}
		handle(e)
	}
}
