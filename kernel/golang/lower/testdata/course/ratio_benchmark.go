// Measuring: only ratios and orders are printed, never times.
package main

import (
	"fmt"
	"sort"
	"strings"
	"sync"
	"time"
)

type measurement struct {
	name string
	took time.Duration
}

func measure(name string, f func()) measurement {
	start := time.Now()
	f()
	return measurement{name, time.Since(start)}
}

func best(n int, f func()) time.Duration {
	var all []time.Duration
	for range n {
		all = append(all, measure("", f).took)
	}
	sort.Slice(all, func(i, j int) bool { return all[i] < all[j] })
	return all[0]
}

func sleepers(n int, d time.Duration, parallel bool) {
	var wg sync.WaitGroup
	for i := 0; i < n; i++ {
		if !parallel {
			time.Sleep(d)
			continue
		}
		wg.Add(1)
		go func() {
			defer wg.Done()
			time.Sleep(d)
		}()
	}
	wg.Wait()
}

func work(n int) (s int) {
	for i := 0; i < n; i++ {
		s += i % 7
	}
	return
}

func main() {
	const d = 5 * time.Millisecond
	seq := measure("sequential", func() { sleepers(6, d, false) })
	nap := func() measurement { return measure("parallel", func() { sleepers(6, d, true) }) }
	par := nap()
	for range 1000 { // a machine that is busy with something else may be late
		if seq.took >= 2*par.took {
			break
		}
		par = nap()
	}
	fmt.Println(seq.name, "took at least 6 naps:", seq.took >= 6*d)
	fmt.Println(par.name, "took at least 1 nap:", par.took >= d)
	fmt.Println("speed-up of at least 2:", float64(seq.took)/float64(par.took) >= 2)
	small, large := best(3, func() { work(200) }), best(3, func() { work(40000) })
	fmt.Println("more work takes longer:", large > small)

	slow := best(3, func() {
		s := ""
		for range 3000 {
			s += "x"
		}
		_ = s
	})
	fast := best(3, func() {
		var b strings.Builder
		for range 10 {
			b.WriteString("x")
		}
	})
	fmt.Println("3000 additions cost more than 10 writes:", slow > fast)
	table := []measurement{{"b", 20}, {"a", 10}, {"c", 40}}
	sort.Slice(table, func(i, j int) bool { return table[i].took < table[j].took })
	for i, m := range table {
		fmt.Printf("%d. %s %4.1fx %s\n", i+1, m.name, float64(m.took)/float64(table[0].took), strings.Repeat("*", int(m.took/10)))
	}
}
