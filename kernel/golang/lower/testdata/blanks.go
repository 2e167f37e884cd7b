package main

import "fmt"

type P struct{ X int }
type ID int
type Shape interface{ Area() int }

func (p *P) Area() int                                { return p.X }
func try(f func())                                    { defer func() { fmt.Println(recover()) }(); f() }
func lookup[K comparable, V any](k K, v V) map[K]V    { return map[K]V{k: v} }
func consts[K ~int8 | ~uint64 | ~string]() map[K]bool { m := map[K]bool{}; return m }
func ints[K ~int8 | ~uint64]() map[K]string           { return map[K]string{1: "a", 'b': "b", 1 << 3: "c"} }
func anyk[V any](v V) map[any]V                       { return map[any]V{1: v, "a": v, 2.5: v, ID(3): v} }
func arr[K ~int | ~string](k K) map[[2]K]int          { return map[[2]K]int{{k, k}: 1} }
func st[K ~int](k K) map[struct{ A K }]int            { return map[struct{ A K }]int{{1}: 1, {A: 2}: 2} }

const C = 7

func cc[K ~int | ~float32]() map[K]int { return map[K]int{C: 1, C + 1: 2} }

func main() {
	var p *P
	var np *int
	var e any
	var m map[string][]int
	try(func() { _ = any(p.X) })
	try(func() { _ = ID(*np) })
	try(func() { _ = int64(m["a"][0]) })
	try(func() { _ = e.(Shape) })
	try(func() { _ = Shape(p).Area() })
	try(func() { _ = float64(p.X) })
	try(func() { _ = []byte(*new(string))[0] })
	try(func() { a := 0; _ = 1 / a })
	try(func() { a := 0; _ = ID(1 / a) })
	try(func() { _ = p.X })
	try(func() { _ = *np })
	try(func() { _ = &p.X })
	try(func() { _ = *p })
	try(func() { _, _ = ID(*np), 1 })
	try(func() { _ = string(*new([]rune)) })
	fmt.Println(lookup("a", 1), ints[int8](), ints[uint64](), len(anyk(1)), anyk("x")[ID(3)], arr("k"), st[ID](1), cc[float32](), cc[ID](), consts[string]())
}
