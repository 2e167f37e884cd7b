// A range over an array works on a copy; over a pointer to it, on the array itself.
package main

import "fmt"

func main() {
	a := [3]int{1, 2, 3}
	for i, v := range a {
		a[2] = 10
		fmt.Print(i, v, " ")
	}
	fmt.Println(a)
	for i, v := range &a {
		a[2] = 20
		fmt.Print(i, v, " ")
	}
	fmt.Println()
	for i, v := range a[:] {
		a[2] = 30
		fmt.Print(i, v, " ")
	}
	fmt.Println()
	var nilp *[4]int
	for i := range nilp {
		fmt.Print(i, " ")
	}
	fmt.Println(len(nilp), cap(nilp))
	grid := [2][2]int{{1, 2}, {3, 4}}
	for _, row := range grid {
		row[0] = 50
		fmt.Print(row, " ")
	}
	for i := range grid {
		grid[i][1] *= 2
	}
	fmt.Println(grid)
	f := func() [2]string { fmt.Print("f "); return [2]string{"p", "q"} }
	for i := range f() {
		fmt.Print(i, " ")
	}
	for _, s := range f() {
		fmt.Print(s, " ")
	}
	fmt.Println()
	pp := &grid
	for i, row := range pp {
		pp[1][0] = 77
		fmt.Print(i, row, " ")
	}
	fmt.Println()
}
