package main

import "fmt"

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

type grid struct {
	cells [][]int
	n     int
}

func (g *grid) fill(v int) {
	for i := 0; i < g.n; i++ {
		for j := 0; j < g.n; j++ {
			g.cells[i][j] = v + i*10 + j
		}
	}
}

func (g *grid) row(i int) int {
	sum := 0
	for j := 0; j < g.n; j++ {
		sum += g.cells[i][j]
	}
	return sum
}

func find(a []int, n, want int) int {
	for i := 0; i < n; i++ {
		if a[i] == want {
			return i
		}
	}
	return -1
}

func sieve(limit, size int) int {
	c := make([]bool, size)
	primes := 0
	for i := 2; i < limit; i++ {
		if c[i] {
			continue
		}
		primes++
		for j := i * i; j < limit; j += i {
			c[j] = true
		}
	}
	return primes
}

var shared = []int{1, 2, 3, 4}

func main() {
	a := []int{5, 6, 7, 8}
	for _, n := range []int{0, 3, 4, 6} {
		try(fmt.Sprint("up ", n), func() {
			sum := 0
			defer func() { fmt.Println("sum", sum) }()
			for i := 0; i < n; i++ {
				sum += a[i]
			}
		})
		try(fmt.Sprint("up to and with ", n), func() {
			last := -1
			defer func() { fmt.Println("last", last) }()
			for i := 0; i <= n; i++ {
				a[i]++
				last = i
			}
		})
		try(fmt.Sprint("before and after ", n), func() {
			for i := 1; i < n; i++ {
				a[i-1], a[i] = a[i], a[i-1]
			}
			for i := 0; i < n-1; i++ {
				a[i] = a[i+1]
			}
			for i := 0; i < n; i++ {
				a[i] += a[i+1]
			}
		})
		try(fmt.Sprint("down ", n), func() {
			sum := 0
			defer func() { fmt.Println("sum", sum) }()
			for i := n - 1; i >= 0; i-- {
				sum = sum*2 + a[i]
			}
			for i := n; i > 0; i -= 2 {
				sum = sum*2 + a[i-1]
			}
		})
		try(fmt.Sprint("down too far ", n), func() {
			for i := n - 1; i > 0; i-- {
				a[i-1] += a[i-2]
			}
		})
		try(fmt.Sprint("breaks ", n), func() {
			count := 0
			for i := 0; i < n; i++ {
				if i == 1 {
					continue
				}
				if i == 2 {
					break
				}
				count += a[i]
			}
			fmt.Println("count", count)
		})
	}
	for _, start := range []int{-2, 0, 3, 9} {
		try(fmt.Sprint("from ", start), func() {
			sum := 0
			for i := start; i < len(a); i++ {
				sum += a[i]
			}
			fmt.Println("sum", sum)
		})
		try(fmt.Sprint("steps from ", start), func() {
			step, sum := start, 0
			for i := 2; i < 4 && sum < 50; i += step {
				sum += a[i]
				if step == 0 {
					step = 1
				}
			}
			step = start
			for i := 2; i < 4; i += step {
				sum += a[i]
				if sum > 1000 {
					break
				}
			}
			fmt.Println("sum", sum)
		})
	}
	fmt.Println(find(a, 4, a[3]), find(a, 1, 99))
	try("find", func() { fmt.Println(find(a, 5, 99)) })
	try("find in nil", func() { fmt.Println(find(nil, 0, 99), find(nil, 1, 99)) })
	fmt.Println(sieve(50, 50))
	try("sieve", func() { fmt.Println(sieve(50, 40)) })

	g := &grid{n: 2, cells: [][]int{{0, 0}, {0, 0, 0}}}
	g.fill(1)
	fmt.Println(g.cells, g.row(0))
	g.n = 3
	try("grid", func() { g.fill(100) })
	fmt.Println(g.cells)
	try("row", func() { fmt.Println(g.row(1)); fmt.Println(g.row(0)) })
	try("row of none", func() { fmt.Println(g.row(2)) })
	try("row of nil", func() { var none *grid; fmt.Println(none.row(0)) })
	try("no rows", func() { (&grid{n: 0}).row(5); fmt.Println((&grid{n: 1}).row(0)) })

	// What changes in the loop is looked at each time.
	try("shrinks", func() {
		b := []int{1, 2, 3, 4}
		for i := 0; i < 4; i++ {
			b[i] = 0
			if i == 1 {
				b = b[:3]
			}
		}
	})
	try("shrinks elsewhere", func() {
		b := []int{1, 2, 3, 4}
		cut := func() { b = b[:2] }
		for i := 0; i < 4; i++ {
			b[i] = 0
			cut()
		}
	})
	try("rows change", func() {
		rows := [][]int{{1, 2, 3}, {4, 5, 6}}
		for j := 0; j < 3; j++ {
			rows[0][j] = 0
			rows[0] = rows[1][:2]
		}
	})
	try("shared", func() {
		for i := 0; i < 4; i++ {
			shared[i] *= 2
		}
		for i := 0; i < 4; i++ {
			shrink()
			shared[i] *= 2
		}
	})
	fmt.Println(shared)
	try("counter changes", func() {
		for i := 0; i < 4; i++ {
			a[i] = i
			i += 2
			a[i+1] = i
		}
	})
	try("limit changes", func() {
		n := 2
		for i := 0; i < n; i++ {
			a[i] = i
			n++
		}
	})
	text := "héllo"
	try("text", func() {
		sum := 0
		for i := 0; i < 6; i++ {
			sum += int(text[i])
		}
		fmt.Println(sum)
		for i := 0; i < 7; i++ {
			sum += int(text[i])
		}
	})
	try("ranges", func() {
		from, to := []int{1, 2, 3}, make([]int, 3)
		for i := range from {
			to[i] = from[i] * 2
		}
		for i, v := range from {
			to[len(to)-1-i] += v
		}
		fmt.Println(to)
		for i := range 3 {
			to[i]++
		}
		for i := range from {
			to = to[:2]
			to[i] = 7
		}
	})
	try("short", func() {
		from, to := []int{1, 2, 3}, make([]int, 2)
		defer func() { fmt.Println(to) }()
		for i := range from {
			to[i] = from[i] * 2
		}
	})
	try("counted", func() {
		to := make([]int, 2)
		defer func() { fmt.Println(to) }()
		for i := range 3 {
			to[i] = i + 1
		}
	})
	a = a[:2]
	for i := 0; i < 5; i++ {
		a[i] = i
	}
}

func shrink() { shared = shared[:2] }
