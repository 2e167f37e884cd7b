// len and cap of everything, also of nil, arrays behind calls and channels.
package main

import "fmt"

type grid [3][4]int

func get() *grid { fmt.Print("get "); return nil }

func main() {
	var g grid
	var p *grid
	fmt.Println(len(g), len(g[0]), len(p), cap(p), len(*p), len(p[0]))
	fmt.Println(len(get()))
	c := make(chan string, 5)
	c <- "x"
	fmt.Println(len(c), cap(c), len("héé"), len([]rune("héé")))
	var m map[string]int
	var nc chan int
	fmt.Println(len(m), len(nc), cap(nc), len([...]int{9: 1}))
	const n = len([10]int{})
	const s = len("const")
	fmt.Println(n, s, cap(make([]int, 2, 8)[1:4]), cap(make([]int, 2, 8)[1:4:5]))
}
