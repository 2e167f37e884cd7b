// strict: ungradable: package strings is not allowed
// open: fails limit
package solution

import "fmt"
import "strings"

// Job is given.
type Job struct {
	ID  int
	Run func() int
}

// Process is the function that is graded.
func Process(jobs []Job, workers int) []int {
	for {
		fmt.Println(strings.Repeat("x", 1000))
	}
}
