package main

import (
	"fmt"
	"strings"
)

// try runs f and says how it ended.
func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, "panics:", r)
		}
	}()
	f()
	fmt.Println(name, "ends")
}

type counter struct{ n, step int }

func (c *counter) inc() int   { c.n++; return c.n }
func (c *counter) add(d int)  { c.n += d }
func (c *counter) value() int { return c.n }
func (c counter) scaled() int { return c.n * c.step }
func (c *counter) even() bool { return c.n%2 == 0 }
func (c counter) with(n int) counter {
	c.n = n
	return c
}
func (c *counter) addTwice(d int) { c.add(d); c.add(d) }
func (c *counter) copyFrom(o counter) {
	c.n = o.step
	c.step = o.n
}
func (c *counter) swap(o *counter) {
	t := c.n
	c.n = o.n
	o.n = t
}

type point struct{ x, y float64 }

func (p point) plus(q point) point    { return point{p.x + q.x, p.y + q.y} }
func (p point) times(k float64) point { return point{x: p.x * k, y: p.y * k} }
func (p *point) move(dx, dy float64) {
	p.x += dx
	p.y += dy
}
func newPoint(x, y float64) *point { return &point{x, y} }

type stack struct{ items []int }

func (s *stack) push(x int)  { s.items = append(s.items, x) }
func (s *stack) len() int    { return len(s.items) }
func (s *stack) empty() bool { return len(s.items) == 0 }
func (s *stack) top() int    { return s.items[len(s.items)-1] }
func (s *stack) pop() int {
	x := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return x
}
func (s stack) at(i int) int     { return s.items[i] }
func (s *stack) set(i, v int)    { s.items[i] = v }
func (s *stack) both(i int) bool { return i < len(s.items) && s.items[i] > 0 }

func square(x int) int           { return x * x }
func half(x int) int             { return x / 2 }
func add(a, b int) int           { return a + b }
func first(a, b int) int         { return a }
func minus(a, b int) int         { return b - a }
func small(x int8) int8          { return x + 1 }
func bits(x uint8, n uint) uint8 { return x << n }
func ratio(a, b float64) float64 { return a / b }
func greet(s string) string      { return "hello, " + s }
func isVowel(c byte) bool        { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' }
func answer() int                { return 42 }
func same(x int) int             { return x }
func larger(a, b int) int {
	if a > b {
		return a
	}
	return b
}
func sign(x int) string {
	if x < 0 {
		return "-"
	} else if x > 0 {
		return "+"
	}
	return "0"
}
func clamp(x, low, high int) int {
	if x < low {
		x = low
	} else if x > high {
		x = high
	}
	return x
}
func grade(n int) string {
	if n > 90 {
		return "A"
	} else if n > 80 {
		return "B"
	} else {
		return "C"
	}
}
func gcd(a, b int) int {
	if b == 0 {
		return a
	}
	return gcd(b, a%b)
}
func even(n int) bool { return n == 0 || odd(n-1) }
func odd(n int) bool  { return n != 0 && even(n-1) }

var total int

func note(n int) { total += n }
func seen() int  { return total }
func noisy(n int) int {
	fmt.Print("noisy", n, " ")
	total += n
	return n
}

type celsius float64
type fahrenheit float64

func toF(c celsius) fahrenheit { return fahrenheit(c*9/5 + 32) }

type tree struct {
	left, right *tree
	key         int
}

func (t *tree) leftKey() int { return t.left.key }
func (t *tree) isLeaf() bool { return t.left == nil && t.right == nil }

func main() {
	c := &counter{step: 3}
	fmt.Println(c.value()+c.inc(), c.inc()+c.value(), c.inc()*10+c.inc(), c.value())
	fmt.Println(c.value(), c.inc(), c.value(), c.even(), c.scaled())
	x := c.value()
	c.add(x)
	c.add(c.value())
	c.add(c.inc())
	fmt.Println(*c, x)
	c.addTwice(5)
	d := c.with(7)
	fmt.Println(*c, d, d.with(8).with(9).scaled(), d)
	d.add(1)
	d.inc()
	d.copyFrom(d)
	fmt.Println(d)
	c.swap(&d)
	c.swap(c)
	fmt.Println(*c, d)
	if c.inc() > 3 && c.inc() < 100 || c.inc() == 0 {
		fmt.Println("after && and ||", c.n)
	}
	if v := c.inc(); v%2 == 0 {
		fmt.Println("even", v)
	} else if w := c.inc(); w > v {
		fmt.Println("odd", v, w)
	}
	for c.n = 0; c.inc() < 5; c.add(1) {
		fmt.Print(c.value(), " ")
	}
	fmt.Println(c.n)
	switch c.inc() {
	case c.value():
		fmt.Println("value", c.n)
	case c.inc(), answer():
		fmt.Println("other")
	}
	a := []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}
	index := func() int { fmt.Print("index "); c.add(1); return 1 }
	a[index()] = c.value()
	a[index()] = c.inc()
	a[square(2)] += square(3)
	a[c.value()-c.n]++
	fmt.Println(a)
	a[noisy(2)], a[noisy(3)] = seen(), add(noisy(4), seen())
	fmt.Println(a, total)
	m := map[int]string{square(3): greet("nine")}
	m[add(1, 2)] += greet("three")
	fmt.Println(m)
	fmt.Println(first(noisy(1), noisy(2)), minus(noisy(3), noisy(4)), square(noisy(5)), same(noisy(6))+seen())
	p, q := seen(), add(seen(), noisy(1))
	fmt.Println(p, q, same(total)+noisy(10)+same(total))
	note(noisy(7))
	note(seen())
	fmt.Println(total)

	fmt.Println(half(5), half(-5), add(half(7), half(9)), small(127), bits(255, 3), bits(1, 9), ratio(1, 4), ratio(1, 0))
	fmt.Println(square(square(3)), larger(3, 4), larger(larger(1, 9), larger(7, 2)), clamp(11, 1, 10), clamp(-1, 1, 10), sign(-3)+sign(0)+sign(9))
	fmt.Println(grade(95), grade(85), grade(5), gcd(48, 18), even(10), odd(10), toF(100), answer()/5*5)
	k := 3
	k = clamp(k, k+1, k+2)
	k = larger(k, square(k)-10)
	fmt.Println(k, -square(k), !isVowel('x'))
	vowels := 0
	for i := 0; i < len("education"); i++ {
		if isVowel("education"[i]) {
			vowels++
		}
	}
	fmt.Println(vowels, strings.ToUpper(greet("you")))

	pt := newPoint(1, 2)
	pt.move(3, pt.x)
	sum := pt.plus(point{1, 1}).times(2)
	sum.move(1, 1)
	points := []point{*pt, sum}
	for i := range points {
		points[i].move(float64(i), 0.5)
	}
	copied := points[0]
	copied.move(100, 100)
	fmt.Println(*pt, sum, points, copied)
	for _, p := range points {
		p.move(1, 1)
		fmt.Print(p.plus(p), " ")
	}
	fmt.Println(points)

	s := &stack{}
	s.push(1)
	s.push(add(s.len(), 1))
	s.push(s.top() + 1)
	s.set(0, s.pop()*10)
	fmt.Println(s.items, s.len(), s.empty(), s.top(), s.at(0), s.both(1), s.both(5))
	for !s.empty() {
		fmt.Print(s.pop(), " ")
	}
	fmt.Println()
	try("top", func() { fmt.Println(s.top()) })
	try("pop", func() { s.pop() })
	try("at", func() { fmt.Println(s.at(3)) })
	try("set", func() { s.push(1); s.set(1, 5) })
	try("nil stack", func() {
		var none *stack
		fmt.Println(none.len())
	})
	try("nil stack's copy", func() {
		var none *stack
		fmt.Println(none.at(0))
	})
	try("nil after use", func() {
		t := &stack{items: []int{1}}
		fmt.Println(t.top())
		t = nil
		fmt.Println(t.top())
	})
	try("nil argument", func() { c.swap(nil) })
	try("order of panics", func() {
		var none *counter
		none.add(a[k*10])
	})
	try("tree", func() {
		t := &tree{left: &tree{key: 5}}
		fmt.Println(t.leftKey(), t.isLeaf(), t.left.isLeaf())
		fmt.Println(t.left.leftKey())
	})

	// Function values, go and defer see the functions themselves.
	f, g := square, c.inc
	fmt.Println(f(4), g(), (*counter).value(c))
	done := make(chan int)
	go func() { done <- square(c.value()) }()
	fmt.Println(<-done)
	defer fmt.Println("deferred", c.value(), square(3))
	defer c.add(square(2))
	c.add(1)
	result := func() (int, int) { return c.inc(), c.value() }
	fmt.Println(result())
	var (
		v1 = square(k)
		v2 = larger(v1, 5)
	)
	fmt.Println(v1, v2)
	var cs [3]counter
	for i := range cs {
		cs[i].add(i)
		cs[i].addTwice(square(i))
	}
	fmt.Println(cs)
	pc := &cs[1]
	pc.add(5)
	same := *pc
	same.add(1)
	fmt.Println(cs, same)
	var any any = c.with(1)
	if w, ok := any.(counter); ok {
		w.add(2)
		fmt.Println(w.scaled(), any)
	}
	fs := map[string]func() int{"a": c.value, "b": func() int { return c.inc() }}
	fmt.Println(fs["b"](), fs["a"]())
	n := 10
	func() {
		n := larger(n, 20)
		n = add(n, n)
		fmt.Println(n)
	}()
	select {
	case done <- c.inc():
	default:
		fmt.Println(n, c.value())
	}
	goto end
end:
	c.add(square(c.inc()))
	fmt.Println(c.n)
	var last *tree
	fmt.Println(last.isLeaf())
}
