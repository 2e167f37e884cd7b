package procs

import (
	"io"
	"os"
	"strings"
)

// lastWords reads what the run time said before the process ended: its message, and the first place in a cell that its
// first goroutine's calls lead through.
func lastWords(f *os.File) (message, place string) {
	const most = 64 << 10
	text, err := io.ReadAll(io.NewSectionReader(f, 0, 1<<62))
	if err != nil || len(text) == 0 {
		return "", ""
	}
	report := string(text)
	for _, begin := range []string{"panic: ", "fatal error: ", "runtime: out of memory"} {
		if i := strings.Index("\n"+report, "\n"+begin); i >= 0 {
			message = report[i:]
			break
		}
	}
	if message == "" {
		return "", ""
	}
	message, calls, _ := strings.Cut(message[:min(len(message), most)], "\n\n")
	message, _, _ = strings.Cut(message, "\n[signal ")
	_, calls, _ = strings.Cut(calls, "goroutine ")
	calls, _, _ = strings.Cut(calls, "\n\n")
	for line := range strings.Lines(calls) {
		if place = placeIn(line); place != "" {
			break
		}
	}
	return strings.TrimSpace(message), place
}

// placeIn reads a line such as "\t/tmp/cell[3]:5 +0x1d" as "cell [3] line 5"; "" if it names no cell.
func placeIn(line string) string {
	line = strings.TrimSpace(line)
	i := strings.Index(line, "cell[")
	if i < 0 {
		return ""
	}
	number, rest, ok := strings.Cut(line[i+len("cell["):], "]:")
	if !ok {
		return ""
	}
	end := strings.IndexFunc(rest, func(r rune) bool { return r < '0' || r > '9' })
	if end < 0 {
		end = len(rest)
	}
	if end == 0 {
		return ""
	}
	return "cell [" + number + "] line " + rest[:end]
}
