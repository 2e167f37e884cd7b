// Predeclared names are ordinary ones: types, functions and constants can be redeclared.
package main

import "fmt"

type any2 = interface{}
type error2 interface{ error }

func max(a, b int) int { return a*100 + b }

var len = func(s string) string { return "len of " + s }

const nil2 = 0

func cap(x ...int) int { return -1 }

type uint8 struct{ v int }

func (u uint8) String() string { return fmt.Sprint("my", u.v) }

func params(string int, int string2) (bool float64) {
	bool = float64(string) + float64(int.n)
	return bool * 2
}

type string2 struct{ n int }

func main() {
	fmt.Println(max(1, 2), len("x"), cap(1, 2), uint8{3}, params(1, string2{4}))
	true := false
	fmt.Println(true, !true, 1 == 1)
	{
		append := func(s []int, v int) []int { return s }
		fmt.Println(append([]int{1}, 2))
	}
	fmt.Println(append([]int{1}, 2))
	int := 5
	int++
	fmt.Println(int)
	var string = []rune{'a'}
	for _, rune := range string {
		fmt.Println(rune)
	}
	type float64 = struct{ a, b bool }
	fmt.Printf("%v\n", float64{a: 1 < 2})
	panic := func(v any2) { fmt.Println("not a panic:", v) }
	panic("calm")
	new := map[bool]byte{1 < 2: 'n'}
	make, copy := new[1 < 2], nil2
	fmt.Println(make, copy)
	iota := 7
	const c = 3
	fmt.Println(iota + c)
	print, recover := fmt.Sprint, fmt.Sprintf
	fmt.Println(print(1, 2), recover("%03d", 4))
	func() {
		nil := "nil"
		fmt.Println(nil)
	}()
	var e error2
	fmt.Println(e == nil)
}
