package main

import "fmt"

func tr(n int, v int) int { return v }

func a() (out string) {
	for v := 1; v < 4; v++ {
		item := any(map[string]int{"x": tr(4, v)})
		_ = item
		defer func(k int) {
			out += fmt.Sprint("d", k, item)
		}(v)
	}
	return "a"
}

func b() (out string) {
	for v := 1; v < 4; v++ {
		{
			item := (any)(any(map[string]int{"x": tr(4, v), "y": v}))
			defer func(k int) {
				out += fmt.Sprint("d", k)
				out += fmt.Sprint(item)
			}(v)
			_ = item
		}
	}
	return "a"
}

func c() (out string) {
	for v := 1; v < 4; v++ {
		item := map[string]int{"x": v, "y": v}
		defer func() { out += fmt.Sprint(item) }()
	}
	return "a"
}

func d() (fs []func()) {
	for v := range 3 {
		item := any(map[string]int{"x": tr(4, v)})
		fs = append(fs, func() { fmt.Println(item) })
	}
	return fs
}

func e() (fs []func()) {
	for v := range 3 {
		item := any([]int{v, tr(4, v)})
		var other any = map[string]int{"x": v}
		fs = append(fs, func() { fmt.Println(item, other) })
	}
	return fs
}

func vars() (fs []func()) {
	for v := range 3 {
		var list = []int{v}
		var table map[string]int = map[string]int{"x": v}
		var boxed any = []string{fmt.Sprint(v)}
		point := struct{ x, y int }{v, v}
		pair := [2]int{v, v}
		p, q := []int{v}, map[int]int{v: v}
		fs = append(fs, func() { fmt.Println(list, table, boxed, point, pair, p, q) })
	}
	return fs
}

func main() {
	for _, f := range vars() {
		f()
	}
	fmt.Println(a())
	fmt.Println(b())
	fmt.Println(c())
	for _, f := range d() {
		f()
	}
	for _, f := range e() {
		f()
	}
}
