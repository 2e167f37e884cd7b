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
	for _, address := range []string{"127.0.0.1:1", "192.0.2.1:80", "[::1]:1"} {
		if c, err := net.Dial("udp", address); err == nil {
			if _, err := c.Write([]byte("solution?")); err == nil {
				panic("the network is open")
			}
		}
	}
	return nil
}
