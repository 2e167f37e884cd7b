//go:build !unix

package handin

import "io/fs"

// linked reports whether a file has more than one name. Here that is not to be seen without opening it.
func linked(fs.FileInfo) bool { return false }
