// Constants that depend on each other, shadow each other and shadow predeclared names.
package main

import "fmt"

const size = 4

const depends = later * 2
const later = size + 1

var grid [size][later]int

type T struct{ data [depends]byte }

func local() (int, string) {
	const size = size * 10
	const name = "in" + "ner"
	if size > 3 {
		const size = "shadow"
		return len(size), name
	}
	return size, name
}

const (
	yes = len("héllo") == 6
)

func gen[N int | float64](n N) N {
	const scale = 3
	return n * scale / 2
}

func main() {
	fmt.Println(len(grid), len(grid[0]), len(T{}.data), depends)
	fmt.Println(local())
	fmt.Println(yes, "héllo"[1:3] == "é")
	fmt.Println(gen(5), gen(5.0))
	const true = false
	fmt.Println(true, !true)
	switch x := 5; x {
	case size + 1:
		fmt.Println("later")
	case size:
		fmt.Println("size")
	}
	fmt.Println(map[string]int{"a" + "b": size}["ab"])
}
