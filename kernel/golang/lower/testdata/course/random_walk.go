// Seeded random numbers: the same every time; Monte Carlo in parallel with own sources.
package main

import (
	"fmt"
	"math"
	"math/rand"
	"strings"
	"sync"
)

type walker struct {
	x, y int
	path []byte
}

func (w *walker) step(r *rand.Rand) {
	d := r.Intn(4)
	w.path = append(w.path, "NESW"[d])
	switch d {
	case 0:
		w.y++
	case 1:
		w.x++
	case 2:
		w.y--
	case 3:
		w.x--
	}
}

func pi(seed int64, n int) (inside int) {
	r := rand.New(rand.NewSource(seed))
	for range n {
		x, y := r.Float64(), r.Float64()
		if x*x+y*y < 1 {
			inside++
		}
	}
	return
}

func shuffleDeck(seed int64) []string {
	var deck []string
	for _, suit := range "♠♥♦♣" {
		for _, rank := range strings.Fields("A K Q J") {
			deck = append(deck, rank+string(suit))
		}
	}
	rand.New(rand.NewSource(seed)).Shuffle(len(deck), func(i, j int) { deck[i], deck[j] = deck[j], deck[i] })
	return deck
}

func main() {
	r := rand.New(rand.NewSource(7))
	var w walker
	for range 30 {
		w.step(r)
	}
	fmt.Println(string(w.path), w.x, w.y)
	const parts, n = 4, 3000
	counts := make([]int, parts)
	var wg sync.WaitGroup
	for i := range counts {
		wg.Go(func() { counts[i] = pi(int64(i), n) })
	}
	wg.Wait()
	total := 0
	for _, c := range counts {
		total += c
	}
	estimate := 4 * float64(total) / (parts * n)
	fmt.Println(counts, math.Abs(estimate-math.Pi) < 0.1)
	fmt.Println(shuffleDeck(3)[:6], len(shuffleDeck(4)))
	hist := map[int]int{}
	for range 600 {
		hist[r.Intn(6)+r.Intn(6)+2]++
	}
	for k := 2; k <= 12; k++ {
		fmt.Printf("%2d %s\n", k, strings.Repeat("*", hist[k]/10))
	}
	fmt.Println(r.Perm(5), r.Int63()%100, r.NormFloat64() < 5)
}
