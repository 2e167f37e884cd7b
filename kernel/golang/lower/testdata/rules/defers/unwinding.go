// A panic passes frames with and without defers; state set by each is kept.
package main

import "fmt"

var log []string

func level(n int) {
	defer func() { log = append(log, fmt.Sprint("d", n)) }()
	if n == 3 {
		defer func() {
			if r := recover(); r != "skip" {
				panic(r)
			}
		}()
	}
	if n == 0 {
		panic("bottom")
	}
	plain(n - 1)
	log = append(log, "not reached")
}

func plain(n int) { level(n); log = append(log, "not reached either") }

func main() {
	func() {
		defer func() { log = append(log, fmt.Sprint("main ", recover())) }()
		level(5)
	}()
	fmt.Println(log)
}
