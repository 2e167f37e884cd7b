// Values of maps: structs are replaced whole, functions are called, pointers are shared.
package main

import (
	"fmt"
	"sort"
)

type account struct {
	owner string
	cents int
}

func (a *account) add(n int) *account { a.cents += n; return a }
func (a account) with(n int) account  { a.cents = n; return a }

type op func(float64, float64) float64
type registry map[string]op

func (r registry) register(name string, f op) registry { r[name] = f; return r }
func (r registry) names() (out []string) {
	for n := range r {
		out = append(out, n)
	}
	sort.Strings(out)
	return
}

func key(s string) string { fmt.Print("[", s, "]"); return s }

func main() {
	m := map[string]account{"a": {"ann", 5}}
	a := m["a"]
	a.add(10)
	fmt.Println(m["a"].cents, a.cents, m["a"].with(3))
	m["a"] = a
	fmt.Println(m)
	p := map[string]*account{"b": {"bob", 1}, "n": {}}
	p["b"].add(1).add(2)
	p["n"].owner = "new"
	fmt.Println(*p["b"], *p["n"])
	r := registry{}
	r.register("add", func(a, b float64) float64 { return a + b }).register("div", func(a, b float64) float64 { return a / b })
	for _, n := range r.names() {
		fmt.Print(n, "=", r[n](6, 4), " ")
	}
	f, ok := r["mod"]
	fmt.Println(f == nil, ok)
	if f, ok := r["add"]; ok {
		fmt.Println(f(1, 2))
	}
	c := map[string]int{}
	c[key("x")] += len(key("yy"))
	c[key("x")]++
	c[key("z")], c[key("w")] = 1, c[key("x")]
	fmt.Println(c)
	arr := map[string][2]int{"k": {1, 2}}
	t := arr["k"]
	t[0] = 100
	fmt.Println(arr["k"], arr["k"][1], t)
	s := map[int][]int{1: {1, 2, 3}}
	s[1][0] = 9
	s[1] = s[1][:2]
	s[2] = append(s[2], s[1]...)
	s[2][0]++
	fmt.Println(s)
	ch := map[string]chan int{"c": make(chan int, 1)}
	ch["c"] <- 4
	fmt.Println(<-ch["c"], ch["d"] == nil)
	n := map[string]map[string]int{"in": {"a": 1}}
	n["in"]["b"] = n["in"]["a"] + 1
	delete(n["in"], "a")
	fmt.Println(n, len(n["in"]))
	mem := map[int]int{}
	var fib func(int) int
	fib = func(k int) int {
		if k < 2 {
			return k
		}
		if v, ok := mem[k]; ok {
			return v
		}
		mem[k] = fib(k-1) + fib(k-2)
		return mem[k]
	}
	fmt.Println(fib(60), len(mem))
	old, m["a"] = m["a"].cents, account{"z", 0}
	fmt.Println(old, m["a"])
}

var old int
