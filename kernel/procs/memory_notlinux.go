//go:build unix && !linux

package procs

import "os"

func anonymousFile() (*os.File, error) { return unlinked() }
