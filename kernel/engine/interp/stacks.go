package interp

import (
	"bytes"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

// A stack is what a trace says about one goroutine of a cell.
type stack struct {
	goroutine int64
	state     string    // "running", "chan receive", "sleep"...
	at        string    // the compiled function that interpreted code called last
	calls     []uintptr // addresses of the interpreter's frames, innermost first
	deferred  int       // how many of calls a deferred call has made
	exact     bool      // calls are all of them, and the addresses are certain
}

// busy reports whether the goroutine is on a processor or could be at once.
func (s stack) busy() bool {
	return strings.HasPrefix(s.state, "run") || strings.HasPrefix(s.state, "preempted") || s.state == "copystack"
}

// communicates reports whether the goroutine waits for a channel.
func (s stack) communicates() bool {
	return strings.HasPrefix(s.state, "select") || strings.HasPrefix(s.state, "chan ")
}

const (
	// runCall begins the line of a call of the function that runs interpreted code. Its arguments
	// are the first node and the frame.
	runName = "github.com/traefik/yaegi/interp.runCfg"
	runCall = runName + "("

	// unwindCall begins the line of what makes deferred calls.
	unwindCall = "weft/kernel/engine/rt.(*Frame).unwind("

	maxTrace   = 64 << 20 // bytes of trace that are worth reading
	leastTrace = 600      // of a goroutine
	traceOfOne = 5 << 10  // of a goroutine that waits in a function or two
)

// trace returns the stacks of all goroutines as the run time prints them, or false if there are too
// many.
func trace() ([]byte, bool) {
	// A buffer that turns out to be too small costs as much time as a trace.
	if runtime.NumGoroutine()*leastTrace > maxTrace {
		return nil, false
	}
	for size := min(max(256<<10, runtime.NumGoroutine()*traceOfOne), maxTrace); size <= maxTrace; size *= 2 {
		buf := make([]byte, size)
		if n := runtime.Stack(buf, true); n < size {
			return buf[:n], true
		}
	}
	return nil, false
}

// stacksOf picks the goroutines labelled with the cell out of a trace. It needs the setting
// GODEBUG=tracebacklabels=1, which puts labels into the headers.
func stacksOf(trace []byte, cell int) []stack {
	label := []byte(strconv.Quote(cellLabel) + ": " + strconv.Quote(strconv.Itoa(cell)))
	var found []stack
	for block := range bytes.SplitSeq(trace, []byte("\n\n")) {
		header, body, _ := bytes.Cut(block, []byte("\n"))
		if bytes.Contains(header, label) {
			found = append(found, parseStack(string(header), string(body)))
		}
	}
	return found
}

// labelled counts the goroutines in a trace that belong to cells.
func labelled(trace []byte) int {
	n := 0
	for block := range bytes.SplitSeq(trace, []byte("\n\n")) {
		if belongs(block) {
			n++
		}
	}
	return n
}

// belongs reports whether the goroutine of a block of a trace is a cell's. The interpreter's own, which
// looks for a cell's function before it is called, may not have ended yet and is not one.
func belongs(block []byte) bool {
	header, _, _ := bytes.Cut(block, []byte("\n"))
	return bytes.Contains(header, []byte(strconv.Quote(cellLabel)+": ")) &&
		!bytes.Contains(block, []byte("\ncreated by github.com/traefik/yaegi/interp.(*Interpreter).EvalWithContext"))
}

// goroutines returns the numbers of all goroutines in a trace.
func goroutines(trace []byte) map[int64]bool { return numbers(trace, "") }

// calling returns the numbers of the goroutines in a trace that run interpreted code.
func calling(trace []byte) map[int64]bool { return numbers(trace, runCall) }

// unwinding returns the numbers of the goroutines in a trace on which a panic or a Goexit may be under way.
func unwinding(trace []byte) map[int64]bool {
	return numbers(trace, "\npanic(", "\nruntime.Goexit(", "frames elided...")
}

// numbers returns the numbers of the goroutines whose stacks contain one of the texts.
func numbers(trace []byte, texts ...string) map[int64]bool {
	found := map[int64]bool{}
	for block := range bytes.SplitSeq(trace, []byte("\n\n")) {
		rest, ok := bytes.CutPrefix(block, []byte("goroutine "))
		has := func(text string) bool { return bytes.Contains(rest, []byte(text)) }
		if !ok || !slices.ContainsFunc(texts, has) {
			continue
		}
		number, _, _ := bytes.Cut(rest, []byte(" "))
		if n, err := strconv.ParseInt(string(number), 10, 64); err == nil {
			found[n] = true
		}
	}
	return found
}

// parseStack reads one goroutine:
//
//	goroutine 28 [sync.Mutex.Lock, 2 minutes labels:{"cell": "3"}]:
//	sync.(*Mutex).Lock(...)
//		/usr/local/go/src/sync/mutex.go:46
//	github.com/traefik/yaegi/interp.runCfg(0xc0000b4000, 0xc0001a2000, 0x0?, 0x0?)
//		...
func parseStack(header, body string) stack {
	s := stack{exact: true}
	rest, _ := strings.CutPrefix(header, "goroutine ")
	number, rest, _ := strings.Cut(rest, " ")
	s.goroutine, _ = strconv.ParseInt(number, 10, 64)
	if _, in, ok := strings.Cut(rest, "["); ok {
		s.state, _, _ = strings.Cut(in, " labels:")
		s.state, _, _ = strings.Cut(s.state, ",")
		s.state = strings.TrimSuffix(s.state, "]:")
	}
	interpreted := false
	for line := range strings.SplitSeq(body, "\n") {
		switch {
		case strings.HasPrefix(line, "\t"):
		case strings.HasPrefix(line, "..."):
			s.exact = false // "...100 frames elided..."
		case strings.HasPrefix(line, runCall):
			interpreted = true
			address, ok := hexArgument(line[len(runCall):], 1)
			if !ok {
				s.exact = false
				continue
			}
			s.calls = append(s.calls, address)
		case strings.HasPrefix(line, unwindCall):
			s.deferred = len(s.calls)
		case interpreted || strings.HasPrefix(line, "reflect.") || strings.HasPrefix(line, "created by "):
		case strings.HasPrefix(line, "github.com/traefik/yaegi/"):
			interpreted = true
		default:
			if i := strings.LastIndexByte(line, '('); i > 0 {
				s.at = line[:i]
			}
		}
	}
	return s
}

// hexArgument returns an argument of a call. One that the run time marks with a question mark may be stale.
func hexArgument(arguments string, index int) (uintptr, bool) {
	for range index {
		_, arguments, _ = strings.Cut(arguments, ", ")
	}
	arg, _, _ := strings.Cut(arguments, ",")
	hex, ok := strings.CutPrefix(arg, "0x")
	if !ok || strings.HasSuffix(hex, "?") {
		return 0, false
	}
	address, err := strconv.ParseUint(hex, 16, 64)
	return uintptr(address), err == nil
}
