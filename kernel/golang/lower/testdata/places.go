package main

import (
	"fmt"
	"sort"
	"strings"
)

type Stack[T any] struct{ items []T }

func (s *Stack[T]) Top() *T { return &s.items[len(s.items)-1] }

type Grid [][]rune

func (g Grid) Row(i int) []rune { return g[i] }

type W struct{ words map[string][]string }

func main() {
	s := &Stack[int]{[]int{1, 2}}
	*s.Top() += 3
	fmt.Println(s.items, strings.Fields("a b c")[1], strings.Split("x,y", ",")[0][0], "hex"[s.items[0]])
	g := Grid{[]rune("ab"), []rune("cd")}
	g.Row(0)[1] = 'z'
	g.Row(1)[0]++
	fmt.Println(string(g[0]), string(g.Row(1)[:1]))
	w := W{map[string][]string{}}
	w.words["k"] = append(w.words["k"], "v", "u")
	w.words["k"][0] = "q"
	w.words["k"][1] += "!"
	w.words["k"][0], w.words["k"][1] = w.words["k"][1], w.words["k"][0]
	fmt.Println(w.words["k"][0], w.words, []string{"m", "n"}[len(w.words)], [...]int{1, 2}[len(w.words)])
	sort.Strings(w.words["k"])
	type pt struct{ x, y int }
	pts := map[string][]pt{"a": {{1, 2}}}
	pts["a"][0].x++
	pts["a"][0].y = 9
	for pts["a"][0].x = 0; pts["a"][0].x < 2; pts["a"][0].x++ {
	}
	p := &pts["a"][0].y
	*p++
	fmt.Println(pts, *p)
	ch := map[int][]chan int{1: {make(chan int, 1)}}
	ch[1][0] <- 4
	fmt.Println(<-ch[1][0], len(ch[1][0]))
	fs := map[int][]func(int) int{0: {func(n int) int { return n * 2 }}}
	fmt.Println(fs[0][0](4))
	as := map[int][][2]int{0: {{1, 2}}}
	as[0][0][1] = 5
	c := as[0][0]
	c[0] = 8
	fmt.Println(as, c)
	var u8 uint8 = 1
	fmt.Println(strings.Fields("a b")[u8], 1<<u8, u8<<len("abc"))
	es := map[string][]any{"a": {1, nil, pt{1, 2}}}
	fmt.Println(es["a"][2], es["a"][1], es["a"][0].(int)+1, es["a"][2] == any(pt{1, 2}))
	go fs[0][0](3)
	defer fs[0][0](3)
	if v, ok := es["a"][2].(pt); ok {
		fmt.Println(v)
	}
	switch x := es["a"][0].(type) {
	case int:
		fmt.Println(x)
	}
	for i, r := range strings.Fields("ab cd")[1] {
		fmt.Println(i, r)
	}
}
