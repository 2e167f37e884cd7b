package main

import "fmt"

type T struct{ a any }
type Sl []int
type M map[string]int
type Fn func()
type Inner struct{ s []int }
type Out struct {
	n int
	i any
}

func try(name string, f func()) {
	defer func() {
		r := recover()
		e, ok := r.(error)
		fmt.Printf("%s: %v %v\n", name, r, ok)
		if ok {
			_ = e
		}
		if re, ok := r.(interface{ RuntimeError() }); ok {
			_ = re
			fmt.Println("  runtime")
		}
	}()
	f()
}

func main() {
	m := map[any]int{}
	full := map[any]int{1: 1, "a": 2}
	var nilm map[any]int
	k := any([]int{1})
	ks := any(Sl{1})
	for _, kk := range []any{k, ks, M{}, map[string]int{}, func() {}, Fn(func() {}), T{[]int{1}}, T{Sl{}}, [1]any{[]int{}}, [2]any{1, Sl{}}, Inner{}, Out{1, Out{2, Inner{}}}, struct{ a any }{M{}}, [][]int{}, []string{}, []any{}, []T{}, &k} {
		try(fmt.Sprintf("%T lookup empty", kk), func() { _ = m[kk] })
		try(fmt.Sprintf("%T lookup full", kk), func() { fmt.Println(full[kk]) })
		try(fmt.Sprintf("%T lookup nil", kk), func() { fmt.Println(nilm[kk]) })
		try(fmt.Sprintf("%T comma", kk), func() { _, ok := m[kk]; fmt.Println(ok) })
		try(fmt.Sprintf("%T comma nil", kk), func() { _, ok := nilm[kk]; fmt.Println(ok) })
		try(fmt.Sprintf("%T assign", kk), func() { m[kk] = 1; delete(m, kk) })
		try(fmt.Sprintf("%T inc", kk), func() { full[kk]++; delete(full, kk) })
		try(fmt.Sprintf("%T delete", kk), func() { delete(m, kk) })
		try(fmt.Sprintf("%T delete nil", kk), func() { delete(nilm, kk) })
		try(fmt.Sprintf("%T delete full", kk), func() { delete(full, kk) })
		try(fmt.Sprintf("%T eq", kk), func() { fmt.Println(kk == kk) })
		try(fmt.Sprintf("%T eq 1", kk), func() { fmt.Println(kk == any(1)) })
		try(fmt.Sprintf("%T lit", kk), func() { x := map[any]int{kk: 1}; fmt.Println(len(x)) })
		try(fmt.Sprintf("%T nil assign", kk), func() { nilm[kk] = 1 })
	}
	mt := map[T]int{}
	try("T key", func() { mt[T{[]int{}}] = 1 })
	try("T key lookup", func() { _ = mt[T{[]int{}}] })
	try("T key delete", func() { delete(mt, T{Sl{}}) })
	ma := map[[2]any]int{}
	try("arr key", func() { ma[[2]any{1, M{}}] = 1 })
	try("arr key lookup", func() { fmt.Println(ma[[2]any{1, M{}}]) })
	me := map[error]int{}
	try("err", func() { me[errs{}] = 2 })
	try("eq T", func() { fmt.Println(T{[]int{}} == T{[]int{}}) })
	try("eq T2", func() { fmt.Println(T{[]int{}} == T{1}) })
	try("eq arr", func() { a := [2]any{1, Sl{}}; b := a; fmt.Println(a == b) })
	try("eq arr2", func() { a := [2]any{1, Sl{}}; b := a; b[0] = 2; fmt.Println(a == b) })
	try("switch", func() {
		switch k {
		case k:
			fmt.Println("same")
		}
	})
	try("iface eq conc", func() { var a, b any = Inner{}, Inner{}; fmt.Println(a == b) })
	try("err eq", func() { var a, b error = errs{}, errs{}; fmt.Println(a == b) })
}

type errs struct{ x []int }

func (errs) Error() string { return "errs" }
