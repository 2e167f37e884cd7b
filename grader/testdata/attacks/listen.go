// strict: ungradable: package net is not allowed
// open: fails VALUES
package solution

import "net"

// Job is given.
type Job struct {
	ID  int
	Run func() int
}

// Process is the function that is graded.
func Process(jobs []Job, workers int) []int {
	if _, err := net.Listen("tcp", "127.0.0.1:0"); err == nil {
		panic("it can listen")
	}
	return nil
}
