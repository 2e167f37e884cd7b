//go:build !unix

package group

import "os"

// End kills the process pid alone: weft knows no process groups on this system.
func End(pid int, mark string) {
	if p, err := os.FindProcess(pid); err == nil {
		p.Kill()
	}
}
