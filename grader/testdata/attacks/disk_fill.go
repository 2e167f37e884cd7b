// strict: ungradable: package os is not allowed
// open: fails
package solution

import "os"

// Job is given.
type Job struct {
	ID  int
	Run func() int
}

// Process is the function that is graded.
func Process(jobs []Job, workers int) []int {
	block := make([]byte, 1<<20)
	for _, dir := range []string{"/tmp", os.TempDir(), ".", "/dev/shm", "/var/tmp"} {
		f, err := os.CreateTemp(dir, "fill")
		if err != nil {
			continue
		}
		for range 100_000 {
			if _, err := f.Write(block); err != nil {
				break
			}
		}
		panic("it can write to " + dir)
	}
	return nil
}
