// Conditions stop as soon as they are decided, cases are tried in order, selects evaluate all operands.
package main

import "fmt"

func y(s string) bool { fmt.Print(s, "+ "); return true }
func n(s string) bool { fmt.Print(s, "- "); return false }
func v(i int) int     { fmt.Print(i, " "); return i }

type T struct {
	p *T
	n int
}

func c(name string, size int) chan int { fmt.Print(name, " "); return make(chan int, size) }

func main() {
	fmt.Println(y("a") || y("b"), n("a") && y("b"), y("a") && n("b") || y("c"), !(n("a") || n("b")))
	var t *T
	if t != nil && t.n > 0 || t == nil {
		fmt.Println("guarded")
	}
	m := map[string]*T{"x": {n: 1}}
	if x, ok := m["y"]; ok && x.n == 1 {
		fmt.Println("no")
	} else if x, ok := m["x"]; ok && x.n == v(1) {
		fmt.Println("yes", x.n)
	}
	switch {
	case n("1"), y("2"), y("3"):
		fmt.Println("first")
	case y("4"):
		fmt.Println("second")
	}
	switch v(2) + v(1) {
	default:
		fmt.Println("default")
	case v(1), v(2):
	}
	switch x := v(5); {
	case x < v(3):
	case x < v(9):
		fmt.Println("nine")
	}
	select {
	case c("in", 0) <- v(1):
		fmt.Println("no")
	case c("buf", 1) <- v(2):
		fmt.Println("sent")
	case <-c("recv", 0):
	}
	nums := []int{}
	for i := 0; i < len(nums) && nums[i] > 0 || i < v(2); i++ {
		nums = append(nums, i)
	}
	fmt.Println(nums)
	b := y("x") == n("y") != y("z")
	b = b && n("q") == false
	var s []int
	ok := len(s) > 3 && s[3] == 1
	for ok = !ok; ok && y("loop"); ok = n("post") {
		fmt.Print("body ")
	}
	fmt.Println(b, ok)
	f := func(b ...bool) int { return len(b) }
	fmt.Println(f(y("1") || n("2"), n("3") && y("4"), y("5")))
	fmt.Println(map[bool]string{true: "t", false: "f"}[n("k") || y("l")])
}
