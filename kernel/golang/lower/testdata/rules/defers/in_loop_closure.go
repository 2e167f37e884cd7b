// defer in closures in loops belongs to the closure; in methods to the method.
package main

import "fmt"

type lock struct{ log []string }

func (l *lock) with(name string, f func()) {
	l.log = append(l.log, "+"+name)
	defer func() { l.log = append(l.log, "-"+name) }()
	f()
}

func main() {
	l := &lock{}
	for i := range 3 {
		func() {
			defer l.with(fmt.Sprint("d", i), func() {})
			if i == 1 {
				return
			}
			l.with(fmt.Sprint("b", i), func() { l.with("in", func() {}) })
		}()
	}
	fmt.Println(l.log)
	func() {
		defer func() { fmt.Println(recover(), l.log[len(l.log)-2:]) }()
		l.with("p", func() { panic("inside") })
	}()
}
