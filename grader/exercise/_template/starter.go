package solution

// Sum calls all parts at the same time and returns the sum of their values.
func Sum(parts []func() int) int {
	return -1 // write it
}
