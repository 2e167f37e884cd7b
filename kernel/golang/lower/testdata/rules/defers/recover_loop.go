// A function that recovers in a loop goes on with the next round, and keeps its results.
package main

import "fmt"

func safe(f func() int) (n int, err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case error:
			err = r
		default:
			err = fmt.Errorf("%v", r)
		}
	}()
	return f(), nil
}

func main() {
	d := []int{2, 0, 5}
	for i := range 4 {
		n, err := safe(func() int {
			if i == 3 {
				panic("three")
			}
			return 10 / d[i]
		})
		fmt.Println(i, n, err)
	}
}
