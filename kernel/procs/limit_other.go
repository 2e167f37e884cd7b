//go:build !linux

package procs

// LimitMemory limits the memory of the calling process on Linux; here its error is [ErrUnsupported].
func LimitMemory(int) error { return ErrUnsupported }
