package main

import "fmt"

type T struct {
	a, b int
	s    []int
}

func main() {
	a, b, c := 3, 4, 5
	xs := []int{1, 2, 3}
	arr := [3]int{7, 8, 9}
	t := T{1, 2, []int{1, 2}}
	p := &t
	s := "héllo"
	f, g := 1.5, 2.5
	ok, no := true, false
	show := func(n int) { fmt.Println(n, a, b, c, f, g, ok, no, s) }
	a, b = a+b, len(xs)
	show(1)
	a, b = len(xs), a+b
	show(2)
	a, b = a+1, int(f)
	show(3)
	a, b = int(f), a+1
	show(4)
	a, b = a*b, -a
	show(5)
	a, b = -a, a-b
	show(6)
	a, b, c = b+c, c+a, a+b
	show(7)
	a, b = a+b, xs[1]
	show(8)
	a, b = xs[2], a+b
	show(9)
	a, b = a+b, arr[1]
	show(10)
	a, b = a+b, t.b
	show(11)
	a, b = a+b, p.b
	show(12)
	a, b = p.a, t.a+a
	show(13)
	a, b = a+b, cap(xs)
	show(14)
	a, b = len(s), len(xs)
	show(15)
	a, b = a<<1, b>>1
	show(16)
	f, g = f*g, f/g
	show(17)
	f, a = f*2, len(s)
	show(18)
	f, g = -f, float64(a)
	show(19)
	f, a = f+float64(a), a%3
	show(20)
	ok, no = a < b, b < a
	show(21)
	ok, no = !ok, ok && no
	show(22)
	ok, a = a == b, a+1
	show(23)
	ok, a = a > b || ok, len(xs)+a
	show(24)
	a, b = (a + b), (len(xs))
	show(25)
	a, b = a^b, ^a
	show(26)
	a, b = b, a
	show(27)
	a, b = b, a+b
	show(28)
	a, b, c = c, b, len(xs[1:])
	show(29)
	a, b = a&b|c, len(s[1:2])
	show(30)
	s, a = s+"x", len(s)
	show(31)
	s, a = "y"+s, int(s[0])
	show(32)
	s, ok = s+s, len(s) > 3
	show(33)
	a, ok = a+1, s == "x"
	show(34)
	xs[0], a = a+1, xs[0]
	show(35)
	xs[0], xs[1] = xs[1]+1, xs[0]*2
	show(36)
	a, xs[1] = xs[1]-a, len(xs)
	show(37)
	fmt.Println(xs)
	x, y := a+b, len(xs)
	fmt.Println(x, y)
	z, w := len(s), x*y
	fmt.Println(z, w)
	u8, r := uint8(a+1), rune(len(s))
	fmt.Println(u8, r)
	u8, r = u8+1, rune(u8)
	fmt.Println(u8, r)
	u8, r = u8<<1, r+rune(u8)
	fmt.Println(u8, r)
	m := map[string]int{"q": 5}
	a, b = a+b, m["q"]
	show(38)
	a, b = m["q"], a+b
	show(39)
	for i, j := 0, len(xs)-1; i < j; i, j = i+1, j-1 {
		fmt.Println(i, j)
	}
	for i, n := 0, 10; i < 3; i, n = i+1, len(xs)+n {
		fmt.Println(i, n)
	}
	h, k := 1, 1
	for range 5 {
		h, k = k, h+k
		fmt.Print(h, k, " ")
	}
	for range 3 {
		h, k = h+k, cap(xs)
		fmt.Print(h, k, " ")
	}
	fmt.Println()
	t.a, t.b = t.b+1, t.a+len(t.s)
	fmt.Println(t)
	p.a, a = a+p.b, p.a
	fmt.Println(t, a)
	c1 := complex(1, 2)
	f, g = real(c1)+f, imag(c1)
	show(40)
	a, b = min(a, b), max(a, b)+1
	show(41)
	a, b = min(a, 2)+1, max(b, 9)
	show(42)
}
