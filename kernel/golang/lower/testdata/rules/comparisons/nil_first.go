package main

import "fmt"

type account struct {
	balance int
	link    *account
}

func (a *account) at(n int) *account { return a.link }
func (a *account) big(n int) *account {
	for i := range n {
		n += i
	}
	return a.link
}
func id(n int) int {
	for i := range n {
		n += i
	}
	return n
}

func main() {
	p := &account{balance: 5}
	p.link = p
	fmt.Println(nil != p.at(1), nil == p.at(1), p.at(1) != nil, nil != p.at(id(1)), p.at(id(1)) == nil, nil != p.big(1), p.big(1) == nil)
	if nil != p.at(1) {
		fmt.Println("1")
	}
	if nil != p.big(1) {
		fmt.Println("2")
	}
	if p.big(1) == nil || nil != p.big(1) {
		fmt.Println("3")
	}
	if p.big(1) == nil || p.big(1) != nil {
		fmt.Println("4")
	}
	if nil == p.big(1) || nil != p.big(1) {
		fmt.Println("5")
	}
	if p.big(1) != nil && nil != p.big(1) {
		fmt.Println("6")
	}
	if nil != p.link {
		fmt.Println("7")
	}
	q := p
	if nil != q {
		fmt.Println("8")
	}
	if nil == q {
		fmt.Println("9")
	} else {
		fmt.Println("10")
	}
	x := nil != q
	var e error
	fmt.Println(x, nil == e, nil != e, !(nil == q))
	if nil == e {
		fmt.Println("11")
	}
	var f func()
	if nil == f {
		fmt.Println("12")
	}
	var m map[int]int
	if nil == m && nil == f && nil != q {
		fmt.Println("13")
	}
	for nil != q {
		q = nil
	}
	if q == nil || nil != p.link {
		fmt.Println("14")
	}
	if q != nil || nil != p.link {
		fmt.Println("15")
	}
	switch {
	case nil != p:
		fmt.Println("16")
	}
}
