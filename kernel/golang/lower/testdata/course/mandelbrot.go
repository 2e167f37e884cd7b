// A Mandelbrot picture in characters: rows from a pool, put together in order.
package main

import (
	"fmt"
	"math"
	"math/cmplx"
)

const palette = " .:-=+*#%@"

type row struct {
	y    int
	text string
}

func escape(c complex128, limit int) int {
	z := complex(0, 0)
	for i := range limit {
		if cmplx.Abs(z) > 2 {
			return i
		}
		z = z*z + c
	}
	return limit
}

func render(y, width, height int) string {
	line := make([]byte, width)
	for x := range line {
		c := complex(3*float64(x)/float64(width-1)-2.2, 2.4*float64(y)/float64(height-1)-1.2)
		n := escape(c, 30)
		line[x] = palette[n*(len(palette)-1)/30]
	}
	return string(line)
}

func main() {
	const width, height, workers = 48, 17, 3
	ys, rows := make(chan int), make(chan row)
	for i := 0; i < workers; i++ {
		go func() {
			for y := range ys {
				rows <- row{y, render(y, width, height)}
			}
		}()
	}
	go func() {
		for y := 0; y < height; y++ {
			ys <- y
		}
		close(ys)
	}()
	picture := make([]string, height)
	for range height {
		r := <-rows
		picture[r.y] = r.text
	}
	for _, line := range picture {
		fmt.Println(line)
	}
	mirrored := true
	for y := range picture {
		mirrored = mirrored && picture[y] == picture[height-1-y]
	}
	fmt.Println("symmetric:", mirrored)
	z := complex(3, -4)
	fmt.Println(real(z), imag(z), cmplx.Abs(z), cmplx.Conj(z), z*z, z == complex(3, -4))
	fmt.Printf("%.2f %v %.3f\n", cmplx.Sqrt(-1), cmplx.Exp(0), cmplx.Phase(complex(0, 1))/math.Pi)
}
