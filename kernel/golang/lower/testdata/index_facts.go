package main

import "fmt"

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, "panics:", r)
		}
	}()
	f()
	fmt.Println(name, "ends")
}

type stack struct{ items []int }

func (s *stack) pop() int {
	v := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return v
}

func swap(a []int, i, j int) { a[i], a[j] = a[j], a[i] }

func order(a []int, i, j int) {
	if a[i] > a[j] {
		a[i], a[j] = a[j], a[i]
	}
}

var data = []int{1, 2, 3}

func cut() { data = data[:1] }

func main() {
	a := []int{3, 1, 2}
	for _, ij := range [][2]int{{0, 2}, {0, 3}, {-1, 0}, {1, 7}} {
		try(fmt.Sprint("swap ", ij), func() { swap(a, ij[0], ij[1]) })
		try(fmt.Sprint("order ", ij), func() { order(a, ij[0], ij[1]) })
	}
	fmt.Println(a)

	try("index changes", func() {
		i := 2
		x := a[i]
		i++
		x += a[i]
	})
	try("slice changes", func() {
		b, i := a, 2
		x := b[i]
		b = b[:2]
		x += b[i]
	})
	try("one way changes", func() {
		b, i := a, 2
		x := b[i]
		if x > 0 {
			b = b[:1]
		} else {
			b[i] = 1
		}
		b[i] = 2
	})
	try("learnt on one way", func() {
		i := 3
		if i < 3 {
			a[i] = 1
		} else if i > 3 {
			a[i] = 2
		}
		a[i] = 3
	})
	try("loops", func() {
		b, i := a, 0
		for {
			b[i]++
			i++
			b[i]++
		}
	})
	try("in a switch", func() {
		b, i := a, 1
		switch b[i] {
		case 1:
			i = 5
			fallthrough
		case 2:
			b[i] = 9
		default:
			b = nil
		}
		fmt.Println(b[i])
	})
	try("field", func() {
		s := stack{[]int{1, 2}}
		fmt.Println(s.pop(), s.pop())
		fmt.Println(s.pop())
	})
	try("field changes", func() {
		s := &stack{[]int{1, 2}}
		s.items[1] = 5
		t := s
		t.items = nil
		s.items[1] = 6
	})
	try("call changes", func() {
		data[2] = 5
		cut()
		data[2] = 6
	})
	try("closure changes", func() {
		b := []int{1, 2, 3}
		f := func() { b = nil }
		b[1] = 5
		f()
		b[1] = 6
	})
	try("pointer changes", func() {
		b := []int{1, 2, 3}
		p := &b
		b[1] = 5
		*p = nil
		b[1] = 6
	})
	try("row changes", func() {
		rows := [][]int{{1, 2}, {3, 4}}
		rows[1][1] = 5
		rows[1] = rows[1][:1]
		rows[1][1] = 6
	})
	try("append changes a row", func() {
		rows := [][]int{{1, 2}, {3, 4}}
		rows[0][1] = 5
		_ = append(rows[:0], []int{7})
		rows[0][1] = 6
	})
	try("index in memory", func() {
		idx := []int{0, 2}
		x := a[idx[1]]
		idx[1] = 3
		x += a[idx[1]]
	})
	try("shadow", func() {
		i := 1
		x := a[i]
		{
			i := 5
			x += a[i]
		}
	})
	try("channel", func() {
		b, c := []int{1, 2}, make(chan bool)
		go func() { <-c; b = nil; c <- true }()
		b[1]++
		c <- true
		<-c
		b[1]++
	})
	m := map[string]int{}
	key := "k"
	m[key+"1"]++
	m[key+"1"] += 5
	m[key] -= 2
	words := map[int]string{1: "a"}
	words[0+len(key)] += "b"
	fmt.Println(m, words)
	try("nil map", func() { var none map[string]int; none[key] += 1 })
	f := []float64{1, 2}
	f[len(f)-1] *= 1.5
	f[0] /= 4
	fmt.Println(f)
	x, y := 1, 2
	x, y = y, x+y
	s, t := "s", "t"
	s, t = t+"1", s
	fmt.Println(x, y, s, t)
	i, b := 0, []int{1, 2, 3}
	i, b[i] = 2, 9
	fmt.Println(i, b)
	b[0], b[i], i = b[i], b[0], b[1]
	fmt.Println(i, b)
	try("half done", func() {
		n := 5
		defer func() { fmt.Println(b) }()
		b[0], b[n] = 7, 8
	})
	p, q := func() int { fmt.Print("p "); return 1 }(), func() int { fmt.Print("q "); return 2 }()
	fmt.Println(p, q)
	data = []int{1, 2, 3}
	data[2] = data[1]
	data = data[:2]
	data[2] = 1
}
