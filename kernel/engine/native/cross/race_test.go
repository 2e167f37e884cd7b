//go:build race && unix

package cross

// The race detector's threads keep the run time from seeing that all goroutines are asleep.
func init() { noDeadlocks = true }
