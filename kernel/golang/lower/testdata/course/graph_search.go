// Graph searches: breadth first with levels in parallel, Dijkstra with a heap, topological order, cycles.
package main

import (
	"container/heap"
	"errors"
	"fmt"
	"math"
	"sort"
	"strings"
	"sync"
)

type Graph map[string]map[string]float64

func (g Graph) Edge(a, b string, w float64) Graph {
	if g[a] == nil {
		g[a] = map[string]float64{}
	}
	if g[b] == nil {
		g[b] = map[string]float64{}
	}
	g[a][b] = w
	return g
}

func (g Graph) nodes() (ns []string) {
	for n := range g {
		ns = append(ns, n)
	}
	sort.Strings(ns)
	return
}

func (g Graph) Levels(from string) [][]string {
	seen := map[string]bool{from: true}
	level := []string{from}
	var out [][]string
	for len(level) > 0 {
		sort.Strings(level)
		out = append(out, level)
		found := make([][]string, len(level))
		var wg sync.WaitGroup
		for i, n := range level {
			wg.Go(func() {
				for m := range g[n] {
					found[i] = append(found[i], m)
				}
			})
		}
		wg.Wait()
		level = nil
		for _, ms := range found {
			for _, m := range ms {
				if !seen[m] {
					seen[m] = true
					level = append(level, m)
				}
			}
		}
	}
	return out
}

type item struct {
	node string
	dist float64
}
type queue []item

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return q[i].dist < q[j].dist }
func (q queue) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)        { *q = append(*q, x.(item)) }
func (q *queue) Pop() (x any) {
	n := len(*q) - 1
	x, *q = (*q)[n], (*q)[:n]
	return
}

func (g Graph) Path(from, to string) (string, float64) {
	dist := map[string]float64{from: 0}
	prev := map[string]string{}
	q := &queue{{from, 0}}
	for q.Len() > 0 {
		cur := heap.Pop(q).(item)
		if cur.node == to {
			break
		}
		if cur.dist > dist[cur.node] {
			continue
		}
		for next, w := range g[cur.node] {
			if d, ok := dist[next]; !ok || cur.dist+w < d {
				dist[next] = cur.dist + w
				prev[next] = cur.node
				heap.Push(q, item{next, cur.dist + w})
			}
		}
	}
	d, ok := dist[to]
	if !ok {
		return "", math.Inf(1)
	}
	path := []string{to}
	for path[0] != from {
		path = append([]string{prev[path[0]]}, path...)
	}
	return strings.Join(path, "→"), d
}

var ErrCycle = errors.New("cycle")

func (g Graph) Order() (order []string, err error) {
	const (
		white = iota
		grey
		black
	)
	state := map[string]int{}
	var visit func(string, []string) error
	visit = func(n string, trail []string) error {
		switch state[n] {
		case grey:
			return fmt.Errorf("%w: %s", ErrCycle, strings.Join(append(trail, n), " "))
		case black:
			return nil
		}
		state[n] = grey
		next := make([]string, 0, len(g[n]))
		for m := range g[n] {
			next = append(next, m)
		}
		sort.Strings(next)
		for _, m := range next {
			if err := visit(m, append(trail, n)); err != nil {
				return err
			}
		}
		state[n] = black
		order = append(order, n)
		return nil
	}
	for _, n := range g.nodes() {
		if err = visit(n, nil); err != nil {
			return nil, err
		}
	}
	return order, nil
}

func main() {
	g := Graph{}.Edge("a", "b", 4).Edge("a", "c", 1).Edge("c", "b", 2).Edge("b", "d", 5).Edge("c", "d", 8).Edge("e", "a", 1)
	fmt.Println(g.Levels("a"))
	fmt.Println(g.Path("a", "d"))
	fmt.Println(g.Path("d", "a"))
	fmt.Println(g.Order())
	_, err := g.Edge("d", "e", 1).Order()
	fmt.Println(err, errors.Is(err, ErrCycle))
}
