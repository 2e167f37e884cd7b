package probe

import (
	"strconv"
	"strings"

	"weft/grader/observe"
)

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
