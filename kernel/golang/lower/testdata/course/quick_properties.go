// Checks of properties with random inputs, in the manner of testing/quick, and with it.
package main

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing/quick"
)

type Property struct {
	Name  string
	Check func(r *rand.Rand) (ok bool, input any)
}

func randomInts(r *rand.Rand) []int {
	xs := make([]int, r.Intn(10))
	for i := range xs {
		xs[i] = r.Intn(20) - 10
	}
	return xs
}

func reverse[T any](xs []T) []T {
	out := slices.Clone(xs)
	slices.Reverse(out)
	return out
}

func badMax(xs []int) int {
	m := 0
	for _, x := range xs {
		if x > m {
			m = x
		}
	}
	return m
}

func shrink(xs []int, fails func([]int) bool) []int {
	for {
		smaller := false
		for i := range xs {
			less := slices.Delete(slices.Clone(xs), i, i+1)
			if fails(less) {
				xs, smaller = less, true
				break
			}
		}
		if !smaller {
			return xs
		}
	}
}

func main() {
	props := []Property{
		{"reverse twice", func(r *rand.Rand) (bool, any) {
			xs := randomInts(r)
			return slices.Equal(reverse(reverse(xs)), xs), xs
		}},
		{"sorted is sorted", func(r *rand.Rand) (bool, any) {
			xs := randomInts(r)
			slices.Sort(xs)
			return slices.IsSorted(xs) && (len(xs) == 0 || xs[0] == slices.Min(xs)), xs
		}},
		{"split and join", func(r *rand.Rand) (bool, any) {
			s := strings.Repeat("a,", r.Intn(5)) + "b"
			return strings.Join(strings.Split(s, ","), ",") == s, s
		}},
		{"bad max", func(r *rand.Rand) (bool, any) {
			xs := randomInts(r)
			fails := func(xs []int) bool { return len(xs) > 0 && badMax(xs) != slices.Max(xs) }
			if fails(xs) {
				return false, shrink(xs, fails)
			}
			return true, nil
		}},
	}
	for _, p := range props {
		r := rand.New(rand.NewSource(1))
		failed := false
		for i := 0; i < 100 && !failed; i++ {
			if ok, input := p.Check(r); !ok {
				fmt.Printf("FAIL %s after %d: %v\n", p.Name, i+1, input)
				failed = true
			}
		}
		if !failed {
			fmt.Println("ok  ", p.Name)
		}
	}
	add := func(a, b int32) bool { return a+b == b+a }
	fmt.Println(quick.Check(add, nil))
	err := quick.Check(func(n uint8) bool { return n < 250 }, &quick.Config{MaxCount: 5000, Rand: rand.New(rand.NewSource(2))})
	_, isCheck := err.(*quick.CheckError)
	fmt.Println(err != nil, isCheck)
}
