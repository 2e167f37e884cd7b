// continue in a loop whose variable is captured carries its value to the next iteration.
package main

import "fmt"

func main() {
	var fs []func() int
outer:
	for i := 0; i < 12; i++ {
		fs = append(fs, func() int { return i })
		for j := 0; ; j++ {
			fs = append(fs, func() int { return -j })
			switch {
			case i%4 == 1:
				i++
				continue outer
			case j == 1:
				continue outer
			case i == 10:
				break outer
			}
		}
	}
	for _, f := range fs {
		fmt.Print(f(), " ")
	}
	fmt.Println(len(fs))
}
