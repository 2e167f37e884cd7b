package testlog

import (
	"strconv"
	"strings"

	"weft/kernel/engine/native/crash"
)

const (
	indent = "    "          // of what is logged
	more   = indent + indent // of its further lines
)

// logs finds what was logged in a test's output: "    cell[3]:12: text".
func logs(output string) []Log {
	var all []Log
	open := false // the last line was one of the last log
	for line := range strings.SplitSeq(output, "\n") {
		if text, ok := strings.CutPrefix(line, more); ok && open {
			all[len(all)-1].Text += "\n" + text
			continue
		}
		l, ok := parseLog(line)
		if open = ok; ok {
			all = append(all, l)
		}
	}
	return all
}

func parseLog(line string) (Log, bool) {
	text, ok := strings.CutPrefix(line, indent)
	place, text, found := strings.Cut(text, ": ")
	if !ok || !found {
		place, ok = strings.CutSuffix(strings.TrimPrefix(line, indent), ":") // an empty text
		if !ok || !strings.HasPrefix(line, indent) {
			return Log{}, false
		}
	}
	colon := strings.LastIndexByte(place, ':')
	if colon <= 0 || strings.ContainsAny(place[:colon], " \t") {
		return Log{}, false
	}
	n, err := strconv.Atoi(place[colon+1:])
	if err != nil || n <= 0 {
		return Log{}, false
	}
	return Log{Pos: crash.InCell(place[:colon], n, 0), File: place[:colon], Line: n, Text: text}, true
}

// gotWant reads what stands below a failed example.
func gotWant(output string) (got, want string) {
	_, text, ok := strings.Cut("\n"+output, "\ngot:\n")
	if !ok {
		return "", ""
	}
	got, want, ok = strings.Cut(text, "\nwant:\n")
	if !ok {
		got, want, _ = strings.Cut("\n"+text, "\nwant (unordered):\n")
	}
	return strings.Trim(got, "\n"), strings.Trim(want, "\n")
}
