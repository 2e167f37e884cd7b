//go:build !linux

package slim

// dropProgram does nothing: this system's processes are not counted by such pages.
func dropProgram() {}
