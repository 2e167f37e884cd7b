//go:build !race

package bubble_test

const racing = false
