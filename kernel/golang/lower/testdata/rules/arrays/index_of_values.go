// Elements of arrays that are literals or results, and indexes that are calls: a wrong index has Go's words and numbers.
package main

import "fmt"

type day int

func (d day) String() string { return [...]string{"Mo", "Tu"}[d] }

func next() int { fmt.Print("next "); return 9 }

func row() [3]int { fmt.Print("row "); return [3]int{1, 2, 3} }

func ptr() *[3]int { fmt.Print("ptr "); return &[3]int{1, 2, 3} }

func try(name string, f func()) {
	defer func() { fmt.Println(name, recover()) }()
	f()
}

func main() {
	var d uint8 = 5
	i := -1
	board := [2]int{1, 2}
	fmt.Println(day(0), day(1), day(2), day(-1))
	try("literal", func() { fmt.Println([3]int{1, 2, 3}[d]) })
	try("negative", func() { fmt.Println([3]int{1, 2, 3}[i]) })
	try("call index", func() { fmt.Println(board[next()]) })
	try("set", func() { board[next()] = 3 })
	try("add", func() { board[next()] += 3 })
	try("address", func() { fmt.Println(&board[next()]) })
	try("call", func() { fmt.Println(row()[next()]) })
	try("pointer", func() { fmt.Println(ptr()[next()]) })
	try("set pointer", func() { ptr()[next()] = 4 })
	try("inside", func() { fmt.Println(row()[next()-8], ptr()[next()-7], [2]string{"a", "b"}[d-4]) })
	ptr()[next()-9]++
	board[next()-8]++
	fmt.Println(board)
	grid := [2][2]int{{1, 2}, {3, 4}}
	try("grid", func() { fmt.Println(grid[next()-8][next()]) })
	try("grid set", func() { grid[next()-8][next()-8] = 7; fmt.Println(grid) })
}
