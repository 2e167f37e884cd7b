// copy moves as if through a buffer; it takes the shorter length and also strings.
package main

import "fmt"

type bytes2 []byte

func main() {
	s := []int{1, 2, 3, 4, 5}
	fmt.Println(copy(s[1:], s), s)
	fmt.Println(copy(s, s[2:]), s)
	fmt.Println(copy(s[:0], s), copy(s, []int(nil)), copy([]int(nil), s))
	b := make(bytes2, 3)
	fmt.Println(copy(b, "héllo"), b, string(b[:1]), copy(b[1:], "z"), b)
	t := []string{"a", "b", "c", "d"}
	i := 1
	t = append(t[:i], t[i+1:]...)
	fmt.Println(t, t[:4])
	t = append(t[:1], append([]string{"new"}, t[1:]...)...)
	fmt.Println(t)
	type pair struct{ a, b int }
	p := []pair{{1, 2}, {3, 4}}
	q := make([]pair, 2)
	n := copy(q, p)
	p[0].a = 100
	fmt.Println(n, p, q)
	var arr [4]int
	copy(arr[:], s)
	copy(arr[2:], arr[:])
	fmt.Println(arr)
	g := [][]int{{1}, {2}}
	h := make([][]int, 2)
	copy(h, g)
	h[0][0] = 9
	h[1] = nil
	fmt.Println(g, h)
	dst := make([]any, 2)
	copy(dst, []any{1, "x", nil})
	fmt.Println(dst)
	self := append(s[:2], s...)
	fmt.Println(self, s)
	self = append(self, self[1:3]...)
	fmt.Println(self)
}
