// Elements of literals that call, receive, fail and capture.
package main

import "fmt"

type pt struct{ x, y int }
type rec struct {
	name string
	p    *pt
	list []int
	f    func() int
}

var count int

func next() int            { count++; return count }
func show(s string) string { fmt.Print(s, " "); return s }

func try(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("panic:", r, count)
		}
	}()
	f()
}

func main() {
	fmt.Println([]int{next(), next(), next()}, [3]int{2: next(), 0: next()})
	fmt.Println(pt{next(), next()}, pt{y: next(), x: next()}, &pt{next(), next()})
	r := rec{name: show("n"), list: []int{next(), next()}, p: &pt{next(), 0}, f: next}
	fmt.Println(r.name, *r.p, r.list, r.f())
	fmt.Println([]pt{{next(), next()}, {x: next()}}, []*pt{{next(), 1}}[0].x)
	ch := make(chan int, 3)
	ch <- 1
	ch <- 2
	ch <- 3
	fmt.Println([]int{<-ch, next(), <-ch, <-ch})
	fmt.Println(map[string]int{show("a"): next(), show("b"): next()})
	fmt.Println([]string{show("x") + show("y"), show("z")})
	count = 0
	try(func() {
		var m map[string][]int
		fmt.Println([]int{next(), next(), m["q"][count]})
	})
	try(func() {
		var p *pt
		fmt.Println(pt{p.x, count})
	})
	fs := []func() int{next, func() int { return next() * 10 }}
	fmt.Println(fs[0](), fs[1](), []int{fs[1](), fs[0]()})
	nested := map[string][]map[int]pt{"k": {{next(): {next(), next()}}, nil}}
	fmt.Println(nested)
	fmt.Println([]any{next(), show("i"), pt{next(), 0}, nil, []int{next()}})
	x := []int{1, 2, 3}
	x = []int{x[2], x[1], x[0]}
	y := &rec{list: x[:2]}
	y = &rec{name: "new", list: append(y.list, next())}
	fmt.Println(x, y.list, y.name)
}
