// The game of life on a torus, rows computed in parallel; gliders and blinkers.
package main

import (
	"fmt"
	"strings"
	"sync"
)

const (
	w = 10
	h = 8
)

type World [h][w]bool

func parse(s string) (wld World) {
	for y, line := range strings.Split(strings.TrimSpace(s), "\n") {
		for x, c := range line {
			wld[y][x] = c == '#'
		}
	}
	return wld
}

func (wld *World) neighbours(x, y int) (n int) {
	for dy := -1; dy <= 1; dy++ {
		for dx := -1; dx <= 1; dx++ {
			if dx == 0 && dy == 0 {
				continue
			}
			if wld[(y+dy+h)%h][(x+dx+w)%w] {
				n++
			}
		}
	}
	return n
}

func (wld World) next() (out World) {
	var wg sync.WaitGroup
	for y := range wld {
		wg.Go(func() {
			for x := range wld[y] {
				switch n := wld.neighbours(x, y); {
				case n == 3, n == 2 && wld[y][x]:
					out[y][x] = true
				}
			}
		})
	}
	wg.Wait()
	return out
}

func (wld World) String() string {
	var b strings.Builder
	for _, row := range wld {
		for _, alive := range row {
			if alive {
				b.WriteRune('█')
			} else {
				b.WriteRune('·')
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

func (wld World) count() int {
	n := 0
	for _, row := range wld {
		for _, c := range row {
			if c {
				n++
			}
		}
	}
	return n
}

func main() {
	wld := parse(`
.#........
..#.......
###.......
..........
......###.
..........
..........
..........
`)
	history := map[World]int{}
	for gen := 0; ; gen++ {
		if at, ok := history[wld]; ok {
			fmt.Println("generation", gen, "is generation", at)
			break
		}
		history[wld] = gen
		if gen%8 == 0 && gen < 20 {
			fmt.Printf("generation %d, %d alive\n%v", gen, wld.count(), wld)
		}
		if gen == 60 {
			fmt.Println("still going with", wld.count())
			break
		}
		wld = wld.next()
	}
	before := wld
	wld[0][0] = !wld[0][0]
	fmt.Println(before == wld, len(history))
}
