// Matrices: multiplication by rows in goroutines, printing with widths, errors of shape.
package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"text/tabwriter"
)

type Matrix [][]float64

var ErrShape = errors.New("shapes do not fit")

func NewMatrix(r, c int, f func(i, j int) float64) Matrix {
	m := make(Matrix, r)
	for i := range m {
		m[i] = make([]float64, c)
		for j := range m[i] {
			m[i][j] = f(i, j)
		}
	}
	return m
}

func (m Matrix) Dims() (int, int) {
	if len(m) == 0 {
		return 0, 0
	}
	return len(m), len(m[0])
}

func (m Matrix) Mul(o Matrix) (Matrix, error) {
	r, n := m.Dims()
	n2, c := o.Dims()
	if n != n2 {
		return nil, fmt.Errorf("%dx%d by %dx%d: %w", r, n, n2, c, ErrShape)
	}
	out := NewMatrix(r, c, func(int, int) float64 { return 0 })
	var wg sync.WaitGroup
	for i := 0; i < r; i++ {
		wg.Add(1)
		go func(row []float64) {
			defer wg.Done()
			for j := 0; j < c; j++ {
				for k := 0; k < n; k++ {
					row[j] += m[i][k] * o[k][j]
				}
			}
		}(out[i])
	}
	wg.Wait()
	return out, nil
}

func (m Matrix) T() Matrix {
	r, c := m.Dims()
	return NewMatrix(c, r, func(i, j int) float64 { return m[j][i] })
}

func (m Matrix) String() string {
	var b strings.Builder
	for _, row := range m {
		for _, v := range row {
			fmt.Fprintf(&b, "%8.2f", v)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

type Grid [3][3]int

func (g Grid) Det() int {
	return g[0][0]*(g[1][1]*g[2][2]-g[1][2]*g[2][1]) -
		g[0][1]*(g[1][0]*g[2][2]-g[1][2]*g[2][0]) +
		g[0][2]*(g[1][0]*g[2][1]-g[1][1]*g[2][0])
}

func main() {
	a := NewMatrix(3, 4, func(i, j int) float64 { return float64(i*4 + j) })
	b := NewMatrix(4, 2, func(i, j int) float64 { return 1 / float64(i+j+1) })
	p, err := a.Mul(b)
	fmt.Print(p, err, "\n")
	_, err = b.Mul(a.T())
	fmt.Println(err)
	_, err = a.Mul(a)
	fmt.Println(err, errors.Is(err, ErrShape))
	fmt.Print(a.T())
	g := Grid{{2, 0, 1}, {1, 3, 2}, {1, 1, 4}}
	h := g
	h[0][0] = 100
	fmt.Println(g.Det(), h.Det(), g == h, g)

	w := tabwriter.NewWriter(os.Stdout, 0, 8, 2, ' ', tabwriter.AlignRight|tabwriter.Debug)
	fmt.Fprintln(w, "row\tmin\tmax\tsum\t")
	for i, row := range a {
		lo, hi, sum := row[0], row[0], 0.0
		for _, v := range row {
			lo, hi, sum = min(lo, v), max(hi, v), sum+v
		}
		fmt.Fprintf(w, "%d\t%.1f\t%.1f\t%g\t\n", i, lo, hi, sum)
	}
	w.Flush()
	fmt.Printf("|%-6s|%6s|%06d|%+d|%x|%X|%o|%b|%8.3e|%t|%q|%v|%c|%U|\n", "ab", "cd", 42, 42, 255, 255, 8, 5, 12345.678, true, "q", nil, 'G', 'é')
	fmt.Printf("%*d|%-*d|%.*f|%5t|%3c|%%\n", 5, 42, 5, 42, 2, 3.14159, true, 'x')
}
