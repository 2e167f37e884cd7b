//go:build unix

package interp

import "golang.org/x/sys/unix"

// lastWords writes to where the run time writes what it says last.
func lastWords(text string) { unix.Write(2, []byte(text)) }
