// Pointers to arrays and to their elements; slices of arrays share them.
package main

import "fmt"

type board [2][3]rune

func fill(b *board, r rune) {
	for i := range b {
		for j := range b[i] {
			b[i][j] = r + rune(i*3+j)
		}
	}
}

func main() {
	var b board
	fill(&b, 'a')
	for _, row := range b {
		fmt.Print(string(row[:]), " ")
	}
	fmt.Println(len(b[0]), len(&b))
	p := &b[1][2]
	*p = 'Z'
	fmt.Println(string(b[1][:]), b[1][2] == *p)
	row := &b[0]
	row[0] = 'Q'
	c := b
	row[1] = 'W'
	fmt.Println(string(b[0][:]), string(c[0][:]))
	a := [5]int{1, 2, 3, 4, 5}
	s := a[1:4]
	s[0] = 20
	s = append(s, 50)
	s = append(s, 60)
	s[1] = -1
	fmt.Println(a, s, len(s), cap(a[1:3]), cap(a[1:3:3]))
	pa := &a
	pa[0]++
	(*pa)[1]--
	for i := range pa {
		pa[i] *= 2
	}
	fmt.Println(a, len(pa), pa[1:3], *pa == a)
	var np *[4]int
	for i := range np {
		fmt.Print(i, " ")
	}
	func() {
		defer func() { fmt.Println(recover()) }()
		for _, v := range np {
			fmt.Print(v)
		}
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		np[2] = 1
	}()
	ptrs := [3]*int{}
	for i := range ptrs {
		ptrs[i] = &a[i]
	}
	*ptrs[2] = 1000
	fmt.Println(a[2], *ptrs[0])
	arr := [4]int([]int{1, 2, 3, 4})
	sh := (*[2]int)(s)
	sh[0] = 42
	fmt.Println(arr, s[0], a[1])
	func() {
		defer func() { fmt.Println(recover()) }()
		fmt.Println([9]int(s))
	}()
	ap := new([2]string)
	ap[1] = "y"
	q := ap
	q[0] = "x"
	fmt.Println(*ap, ap == q, &ap[0] == &q[0], &ap[0] == &ap[1])
}
