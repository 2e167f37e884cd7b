// goto out of blocks, loops, switches and selects, backwards and forwards.
package main

import "fmt"

func classify(n int) string {
	for i := 0; ; i++ {
		switch {
		case n < 0:
			goto negative
		case i*i == n:
			goto square
		case i*i > n:
			goto none
		}
	}
negative:
	return "negative"
square:
	return "square"
none:
	return "none"
}

func retry() (tries int) {
	c := make(chan int, 3)
again:
	select {
	case c <- tries:
		tries++
		goto again
	default:
	}
	if tries < 5 {
		tries++
		{
			goto again
		}
	}
	return
}

func main() {
	for n := -1; n < 6; n++ {
		fmt.Print(n, classify(n), " ")
	}
	fmt.Println(retry())
	i := 0
L:
	for i < 10 {
		i++
		if i == 5 {
			goto L
		}
		if i == 7 {
			break L
		}
	}
	fmt.Println(i)
}
