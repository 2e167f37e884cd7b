package crash

import (
	"strings"
)

// Parse reads the words with which the run time ends a program. It is false if text does not begin
// with such words.
func Parse(text string) (Report, bool) {
	head, rest := cutHead(text)
	r, ok := parseHead(head)
	if ok {
		r.Goroutines = Goroutines(rest)
	}
	return r, ok
}

// Begins returns where in the text a crash begins whose goroutines begin at traces, an offset: a
// fatal error's words stand before those, and before it what the run time says about the cause.
func Begins(text string, traces int) int {
	lines := strings.SplitAfter(text[:traces], "\n")
	at, begin := traces, -1
	for i := len(lines) - 1; i >= 0; i-- {
		at -= len(lines[i])
		line := strings.TrimSuffix(lines[i], "\n")
		switch {
		case strings.HasPrefix(line, "fatal error: "), strings.HasPrefix(line, "panic: "):
			begin = at
		case strings.HasPrefix(line, "\t"), begin < 0 && (line == "" || strings.HasPrefix(line, "[signal ")):
		case begin >= 0 && isCause(line):
			begin = at
		default:
			return begin
		}
	}
	return begin
}

// cutHead cuts what happened from the list of goroutines, which an empty line separates. Line ends
// within a panic's text are followed by a tab.
func cutHead(text string) (head, rest string) {
	head, rest, _ = strings.Cut(text, "\n\n")
	return head, rest
}

// isCause reports whether the line is one that the run time prints before "fatal error".
func isCause(line string) bool {
	for _, p := range []string{"runtime: ", "SIGSEGV: ", "SIGBUS: ", "SIGFPE: ", "SIGILL: ", "SIGABRT: ", "SIGQUIT: ",
		"unexpected fault address ", "[signal "} {
		if strings.HasPrefix(line, p) {
			return true
		}
	}
	return false
}

func parseHead(head string) (r Report, ok bool) {
	var message []string
	for line := range strings.SplitSeq(strings.TrimSuffix(head, "\n"), "\n") {
		fatal := strings.HasPrefix(line, "fatal error: ")
		switch {
		case fatal:
			r.Kind = kindOf(strings.TrimPrefix(line, "fatal error: "))
			// The panics that were under way are told first, and then what ended them.
			message = append(message, line)
		case strings.HasPrefix(line, "panic: "):
			r.Kind = Panic
			message = append(message, line)
		case strings.HasPrefix(line, "[signal "):
			r.Signal = signalOf(line)
		case isCause(line):
			if r.Kind == 0 && !strings.HasPrefix(line, "runtime: ") {
				r.Kind, message = Fatal, append(message, line) // SIGQUIT and the like have no other words
			}
		case strings.HasPrefix(line, "\t") && len(message) > 0:
			message = append(message, line)
		case len(message) == 0:
			return Report{}, false
		}
	}
	r.Message = strings.Join(message, "\n")
	return r, r.Kind != 0
}

// kindOf knows the words of runtime/proc.go (checkdead), internal/runtime/maps, stack.go and malloc.go.
func kindOf(words string) Kind {
	switch {
	case strings.HasPrefix(words, "all goroutines are asleep"), strings.HasPrefix(words, "no goroutines (main called runtime.Goexit)"):
		return Deadlock
	case strings.HasPrefix(words, "concurrent map "):
		return MapRace
	case words == "stack overflow":
		return StackOverflow
	case strings.Contains(words, "out of memory"), strings.Contains(words, "cannot allocate memory"),
		strings.Contains(words, "cannot allocate heap metadata"), strings.Contains(words, "failed to reserve"):
		return OutOfMemory
	}
	return Fatal
}

// signalOf takes "SIGSEGV: segmentation violation" out of "[signal SIGSEGV: segmentation violation
// code=0x1 addr=0x0 pc=0x4a3032]"; the numbers differ from run to run.
func signalOf(line string) string {
	text := strings.TrimSuffix(strings.TrimPrefix(line, "[signal "), "]")
	text, _, _ = strings.Cut(text, " code=")
	return text
}
