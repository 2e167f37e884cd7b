//go:build !linux

package native

// waitable returns at once.
func waitable(int) {}
