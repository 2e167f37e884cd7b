//go:build unix

package launch

// Possible is nil where programs can be started as weft needs it, else an error that names the system.
func Possible() error { return nil }
