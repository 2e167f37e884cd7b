// go with variadic arguments, a spread slice and a call with several results.
package main

import "fmt"

func two() (string, int) { return "two", 2 }

func main() {
	out := make(chan string)
	all := func(prefix string, ns ...int) { out <- fmt.Sprint(prefix, ns, len(ns), ns == nil) }
	go all("a")
	fmt.Println(<-out)
	go all("b", 1, 2, 3)
	fmt.Println(<-out)
	ns := []int{4, 5}
	go all("c", ns...)
	fmt.Println(<-out)
	go func(s string, n int) { out <- fmt.Sprint(s, n) }(two())
	fmt.Println(<-out)
	go all(two())
	fmt.Println(<-out)
}
