// Package self tells goroutines apart, in a few instructions.
package self

// ID is a number of the calling goroutine, which no other one has at the same time. It may become that of another
// goroutine when this one has ended.
func ID() uintptr { return id() }
