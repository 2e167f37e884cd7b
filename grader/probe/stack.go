package probe

import (
	"runtime"
	"strconv"
	"strings"

	"weft/grader/observe"
)

// here is the innermost call of the functions that are own on the stack of this goroutine; the zero value if there is none.
func here(own func(function string) bool) observe.Pos {
	var pcs [64]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs[:])])
	for {
		f, more := frames.Next()
		switch {
		case own(f.Function):
			return observe.Pos{File: base(f.File), Line: f.Line, Func: strings.TrimPrefix(f.Function, Path+".")}
		case !more:
			return observe.Pos{}
		}
	}
}

// maxDepth is how far up the stack the submission is looked for, where that is done for every operation.
const maxDepth = 16

// callerPC is the place of the innermost call of functions that are own on the stack of this goroutine, not yet as a line, which would
// take long; 0 if there is none nearby. It orders nothing.
func callerPC(own func(function string) bool) uintptr {
	var pcs [maxDepth]uintptr
	for _, pc := range pcs[:runtime.Callers(3, pcs[:])] {
		if f := runtime.FuncForPC(pc - 1); f != nil && own(f.Name()) {
			return pc
		}
	}
	return 0
}

// posOf is the line of a place that callerPC found.
func posOf(pc uintptr, own func(function string) bool) observe.Pos {
	if pc == 0 {
		return observe.Pos{}
	}
	frames := runtime.CallersFrames([]uintptr{pc})
	for {
		f, more := frames.Next()
		switch {
		case own(f.Function):
			return observe.Pos{File: base(f.File), Line: f.Line, Func: strings.TrimPrefix(f.Function, Path+".")}
		case !more:
			return observe.Pos{}
		}
	}
}

// stack takes the submission's calls from the text of a goroutine's stack, innermost first.
func stack(text string) []observe.Pos {
	var calls []observe.Pos
	lines := strings.Split(text, "\n")
	for i := 0; i+1 < len(lines); i++ {
		name := lines[i]
		if !own(name) || !strings.HasPrefix(lines[i+1], "\t") {
			continue
		}
		if at := strings.LastIndexByte(name, '('); at > 0 {
			name = name[:at]
		}
		file, _, _ := strings.Cut(strings.TrimSpace(lines[i+1]), " +0x")
		at := strings.LastIndexByte(file, ':')
		if at < 0 {
			continue
		}
		line, err := strconv.Atoi(file[at+1:])
		if err != nil {
			continue
		}
		calls = append(calls, observe.Pos{File: base(file[:at]), Line: line, Func: strings.TrimPrefix(name, Path+".")})
	}
	return calls
}

// base is the name of a file without its folder.
func base(file string) string { return file[strings.LastIndexByte(file, '/')+1:] }
