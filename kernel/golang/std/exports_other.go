//go:build !((linux || darwin || windows) && (amd64 || arm64))

package std

// exports returns linux/amd64's declarations: few packages differ (syscall, os, runtime), but in
// these constants and platform-specific fields can be wrong here.
func exports() []string { return []string{commonExports} }
