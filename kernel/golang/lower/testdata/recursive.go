// Recursive types that are not structs.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"sort"
	"strings"
)

// A state function, as in a lexer.
type state func(*machine) state

type machine struct {
	in  string
	pos int
	out []string
	now state
}

func start(m *machine) state {
	if m.pos >= len(m.in) {
		return nil
	}
	if m.in[m.pos] == ' ' {
		return space
	}
	return word
}

func space(m *machine) state {
	for m.pos < len(m.in) && m.in[m.pos] == ' ' {
		m.pos++
	}
	return start
}

func word(m *machine) state {
	from := m.pos
	for m.pos < len(m.in) && m.in[m.pos] != ' ' {
		m.pos++
	}
	m.out = append(m.out, m.in[from:m.pos])
	return start
}

func (s state) run(m *machine) int {
	n := 0
	for m.now = s; m.now != nil; n++ {
		m.now = m.now(m)
	}
	return n
}

// Trees of slices and maps.
type tree []tree

func (t tree) depth() int {
	d := 0
	for _, k := range t {
		d = max(d, k.depth())
	}
	return d + 1
}

func (t *tree) add(k tree) { *t = append(*t, k) }

type dir map[string]dir

func (d dir) mkdir(path string) dir {
	for _, p := range strings.Split(path, "/") {
		if d[p] == nil {
			d[p] = dir{}
		}
		d = d[p]
	}
	return d
}

func (d dir) list(prefix string) {
	names := make([]string, 0, len(d))
	for n := range d {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		fmt.Println(prefix + n)
		d[n].list(prefix + n + "/")
	}
}

type link chan link
type ptr *ptr
type pair struct{ left, right *node }
type node map[string]pair
type items []item
type item struct {
	name string
	sub  items
}
type ping func(int) pong
type pong func(string) ping
type multi func() (multi, error)
type visit func(f visit, n int) int
type list[T any] []struct {
	v    T
	more list[T]
}
type gen[T any] func(T) gen[T]
type errs []errs

func (e errs) Error() string { return fmt.Sprint("errs of ", len(e)) }

type wrap struct {
	t tree
	c link
}

func sum(fs ...func(int) int) (n int) {
	for i, f := range fs {
		n += f(i)
	}
	return n
}

func main() {
	m := &machine{in: "go  is fun "}
	fmt.Println(state(start).run(m), len(m.out), m.out, m.now == nil)
	var s state = start
	if s != nil {
		s = s(m)
	}
	fmt.Println(s == nil)
	states := map[string]state{"word": word, "none": nil}
	for _, k := range []string{"word", "none", "other"} {
		st, ok := states[k]
		fmt.Println(k, st != nil, ok)
	}

	t := tree{tree{}, {nil, {}}}
	t.add(tree{{}, {{}}})
	t[0] = append(t[0], nil, tree{})
	t[1][0] = tree{nil}
	fmt.Println(t, t.depth(), len(t), cap(t[:1]) >= 1, t[1:], t[2][1] == nil)
	fmt.Printf("%T %v %+v %#v %d\n", t, t, t, t, t)
	var none tree
	fmt.Printf("%v %#v %t\n", none, none, none == nil)
	copy(t[1:], t[2:])
	fmt.Println(t)
	for i := range t {
		t[i] = nil
	}
	clear(t)
	fmt.Println(t, len(t))
	p := &t[1]
	*p = tree{{}}
	fmt.Println(t)
	var as []tree = t
	back := tree(as)
	fmt.Println(len(as), back.depth())
	x, y := t[0], t[1]
	x, y = y, x
	fmt.Println(x, y)

	d := dir{}
	d.mkdir("a/b/c")["x"] = nil
	d.mkdir("a/z")
	d.list("")
	delete(d["a"], "z")
	fmt.Println(d, len(d["a"]))
	if _, ok := d["a"]["b"]["c"]["x"]; ok {
		fmt.Println("there")
	}
	text, err := json.Marshal(d)
	fmt.Println(string(text), err)

	c := make(link, 2)
	c <- c
	c <- nil
	e := <-c
	fmt.Println(e == c, c == nil, len(c), <-c == nil)
	select {
	case c <- e:
	default:
	}
	select {
	case v, ok := <-e:
		fmt.Println(v == c, ok)
	}
	close(c)
	for range c {
	}
	_, ok := <-c
	fmt.Println(ok)
	w1, w2 := wrap{c: c}, wrap{c: c}
	fmt.Println(w1.c == w2.c, w1.t == nil)

	var q ptr
	q = new(ptr)
	*q = q
	fmt.Println(**q == q, *q == nil)
	var zero ptr
	fmt.Println(zero == nil, any(q) == any(*q), any(zero) == any(q))

	n := node{"a": {left: &node{"b": {}}}}
	fmt.Println(len(n), len(*n["a"].left), n["a"].right == nil)

	it := items{{"a", items{{"b", nil}}}, {"c", nil}}
	it[0].sub[0].sub = append(it[0].sub[0].sub, item{"d", nil})
	fmt.Printf("%v %+v %T\n", it, it, it)

	var pi ping
	total := 0
	pi = func(n int) pong {
		total += n
		if n == 0 {
			return nil
		}
		return func(s string) ping {
			fmt.Print(s, n, " ")
			return pi
		}
	}
	for k, f := 3, pi; ; k-- {
		g := f(k)
		if g == nil {
			break
		}
		f = g("n")
	}
	fmt.Println(total)

	var mu multi
	left := 2
	mu = func() (multi, error) {
		if left == 0 {
			return nil, errors.New("end")
		}
		left--
		return mu, nil
	}
	var merr error
	for mu != nil {
		mu, merr = mu()
	}
	fmt.Println(merr)
	fact := visit(func(f visit, n int) int {
		if n == 0 {
			return 1
		}
		return n * f(f, n-1)
	})
	fmt.Println(fact(fact, 10))

	l := list[int]{{v: 1, more: list[int]{{v: 2}}}}
	l[0].more[0].v++
	fmt.Printf("%v %T %d\n", l, l, l[0].more[0].v)
	var g gen[string]
	g = func(s string) gen[string] { fmt.Print(s, ";"); return g }
	g("a")("b")("c")
	fmt.Println()

	var a any = t
	if u, ok := a.(tree); ok {
		fmt.Println("tree", len(u))
	}
	if _, ok := a.([]tree); ok {
		fmt.Println("no")
	}
	switch v := a.(type) {
	case dir:
		fmt.Println("dir", v)
	case tree:
		fmt.Println("a tree of", len(v))
	}
	var er error = errs{nil, {}}
	var target errs
	fmt.Println(errors.As(fmt.Errorf("w: %w", er), &target), len(target), er)
	for _, v := range []any{s, m.now, c, q, none, dir(nil), tree{}} {
		fmt.Printf("%T ", v)
		switch v := v.(type) {
		case state:
			fmt.Println(v == nil)
		case link:
			fmt.Println(v == c)
		case tree:
			fmt.Println(v == nil, len(v))
		default:
			fmt.Println()
		}
	}
	defer func(f state) { fmt.Println("deferred", f != nil) }(word)
	mm := &machine{in: "a"}
	defer start(mm)
	var bad state
	defer func() { fmt.Println(recover()) }()
	fmt.Println(sum(func(i int) int { return i + 1 }))
	fmt.Println(t[5])
	bad(mm) //weft:ignore nilness
}
