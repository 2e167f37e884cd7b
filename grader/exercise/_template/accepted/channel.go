// accepted: the values come through a channel
//go:build ignore

package solution

func Sum(parts []func() int) int {
	values := make(chan int)
	for _, part := range parts {
		go func() { values <- part() }()
	}
	sum := 0
	for range parts {
		sum += <-values
	}
	return sum
}
