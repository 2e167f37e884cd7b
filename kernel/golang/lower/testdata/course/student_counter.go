// A first attempt at a shared counter, as a student hands it in: too many globals, odd names, prints everywhere.
package main

import (
	"fmt"
	"sync"
)

var count int = 0
var m sync.Mutex
var wg sync.WaitGroup
var History []string
var done [5]bool

func Increment_Counter(ID int, HowMany int) int {
	var i int
	i = 0
	for i = 0; i < HowMany; i = i + 1 {
		m.Lock()
		var temp int
		temp = count
		temp = temp + 1
		count = temp
		m.Unlock()
	}
	m.Lock()
	History = append(History, fmt.Sprintf("worker finished after %d", HowMany))
	done[ID] = true
	m.Unlock()
	wg.Done()
	return count
}

func check() (ok bool) {
	ok = true
	for i := 0; i < len(done); i++ {
		if done[i] == false {
			ok = false
		} else {
			continue
		}
	}
	return
}

func main() {
	fmt.Println("start, count is", count)
	wg.Add(5)
	for x := 0; x < 5; x++ {
		go Increment_Counter(x, 100*(x+1))
	}
	wg.Wait()
	if check() == true {
		fmt.Println("all done")
	} else {
		fmt.Println("something is wrong!!!")
	}
	fmt.Println("end, count is", count, "should be", 100+200+300+400+500)
	var total = 0
	for _, h := range History {
		var n int
		fmt.Sscanf(h, "worker finished after %d", &n)
		total += n
	}
	fmt.Println("history says", total, len(History))
	var empty []string
	if empty == nil && len(empty) == 0 {
		fmt.Printf("empty is %v %d %q\n", empty, cap(empty), empty)
	}
	x := 5
	p := &x
	*p = *p * 2
	pp := &p
	**pp += 1
	fmt.Println(x, *p == **pp, p == *pp)
}
