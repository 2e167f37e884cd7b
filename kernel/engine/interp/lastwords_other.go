//go:build !unix

package interp

import "os"

// lastWords writes to where the run time writes what it says last.
func lastWords(text string) { os.Stderr.WriteString(text) }
