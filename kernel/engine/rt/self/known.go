//go:build amd64 || arm64

package self

// id is the address of the run time's description of the goroutine.
func id() uintptr
