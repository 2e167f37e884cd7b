// Anonymous structs are identical by fields, assignable to named ones, and nest.
package main

import "fmt"

type config struct {
	name string
	opts struct {
		depth int
		tags  []string
	}
	hook func() int
}

type pair = struct{ a, b int }

var table = []struct {
	in   string
	want int
}{
	{"one", 1},
	{in: "two"},
	{want: 3},
}

func mk() struct{ x, y int }         { return struct{ x, y int }{1, 2} }
func sum(s struct{ x, y int }) int   { return s.x + s.y }
func gen[T any](v T) struct{ val T } { return struct{ val T }{v} }

type xy struct{ x, y int }

func main() {
	var c config
	c.opts.depth = 3
	c.opts.tags = append(c.opts.tags, "t")
	d := c
	d.opts.depth++
	d.opts.tags[0] = "shared"
	fmt.Printf("%v %+v %d\n", c.opts, d.opts, c.opts.depth)
	o := &c.opts
	o.depth = 10
	fmt.Println(c.opts.depth, d.opts.depth, c.hook == nil)
	for _, t := range table {
		fmt.Print(t.in, t.want, " ")
	}
	fmt.Println()
	v := mk()
	v.x = 5
	var n xy = v
	fmt.Println(sum(v), sum(n), n, gen("s").val, gen(n).val.y)
	p := pair{1, 2}
	q := struct{ a, b int }{b: 2, a: 1}
	fmt.Println(p == q, any(p) == any(q))
	fmt.Printf("%T %T %#v\n", p, gen(1), v)
	list := []struct {
		k string
		f func(int) int
	}{
		{"inc", func(i int) int { return i + 1 }},
		{"dbl", func(i int) int { return i * 2 }},
	}
	x := 5
	for _, l := range list {
		x = l.f(x)
	}
	fmt.Println(x)
	m := map[string]struct{ n, m int }{"a": {1, 2}, "b": {m: 4}}
	fmt.Println(m["a"].n+m["b"].m, m["none"])
	tree := struct {
		left, right *struct{ v int }
	}{left: &struct{ v int }{7}}
	fmt.Println(tree.left.v, tree.right == nil)
	ch := make(chan struct {
		id  int
		err error
	}, 1)
	ch <- struct {
		id  int
		err error
	}{1, nil}
	r := <-ch
	fmt.Println(r.id, r.err)
	var i any = struct{ x, y int }{3, 4}
	s, ok := i.(struct{ x, y int })
	_, ok2 := i.(xy)
	fmt.Println(s, ok, ok2)
}
