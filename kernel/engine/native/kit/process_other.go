//go:build !unix

package kit

import "os/exec"

const exe = ".exe"

// ownGroup leaves the default: the process itself is ended.
func ownGroup(*exec.Cmd) {}
