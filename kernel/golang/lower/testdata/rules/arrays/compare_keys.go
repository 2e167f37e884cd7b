// Arrays compare element by element, also behind interfaces and as keys of maps.
package main

import "fmt"

type pos [2]int

type cell struct {
	p pos
	s string
}

func try(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("panic:", r)
		}
	}()
	f()
}

func main() {
	a, b := [2]int{1, 2}, [2]int{1, 2}
	fmt.Println(a == b, a != [2]int{1, 3}, pos(a) == b, any(a) == any(b), any(a) == any(pos(a)))
	m := map[pos]string{{0, 1}: "up", {1, 0}: "right"}
	m[pos{0, 1}] += "!"
	p := pos{1, 0}
	m[p] = "R"
	p[0] = 7
	_, ok := m[p]
	fmt.Println(m, ok, len(m))
	seen := map[[2]string]bool{}
	for _, k := range [][2]string{{"a", "b"}, {"b", "a"}, {"a", "b"}} {
		fmt.Print(seen[k], " ")
		seen[k] = true
	}
	fmt.Println(len(seen))
	am := map[any]int{pos{1, 2}: 1, [2]int{1, 2}: 2, cell{pos{1, 2}, "x"}: 3}
	fmt.Println(am[pos{1, 2}], am[[2]int{1, 2}], am[cell{pos{1, 2}, "x"}], am[cell{}])
	ifs := [2]any{1, "x"}
	fmt.Println(ifs == [2]any{1, "x"}, ifs == [2]any{1, 'x'}, [0]int{} == [0]int{})
	try(func() { fmt.Println([2]any{1, []int{1}} == [2]any{1, []int{1}}) })
	try(func() { fmt.Println([2]any{1, []int{1}} == [2]any{2, []int{1}}) })
	try(func() { am[[1]any{map[string]int{}}] = 1 })
	x, y := 1, 1
	ps := [2]*int{&x, &y}
	fmt.Println(ps == [2]*int{&x, &y}, ps == [2]*int{&y, &x}, [1]cell{{s: "q"}} == [1]cell{{pos{}, "q"}})
	nested := map[[1][2]int]int{{{3, 4}}: 5}
	nested[[1][2]int{{3, 4}}]++
	fmt.Println(nested)
}
