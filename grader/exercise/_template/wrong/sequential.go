// fails: TIME in example: one part after the other
//go:build ignore

package solution

func Sum(parts []func() int) int {
	sum := 0
	for _, part := range parts {
		sum += part()
	}
	return sum
}
