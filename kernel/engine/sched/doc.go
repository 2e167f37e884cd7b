// Package sched tells what Go's scheduler knows of this process and no public function says cheaply: who the
// calling goroutine is, what every goroutine waits for, and which timers are pending. It only reads.
//
// It knows the inside of one release of Go, by offsets that a test finds out anew from the debugging
// information of its own program. Open compares them with the process before anything relies on them; on
// another release, or another processor than amd64 and arm64, it is an error, and who calls does without.
package sched
