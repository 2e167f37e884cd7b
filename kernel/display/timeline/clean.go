package timeline

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxText is how long a text may be, in characters.
const maxText = 400

// clean is text that neither speaks to a terminal nor breaks an XML document: control characters become visible, those that
// turn text around are dropped.
func clean(s string) string {
	n := 0
	return strings.Map(func(r rune) rune {
		n++
		switch {
		case n > maxText:
			return -1
		case r == '\t' || r == '\n':
			return ' '
		case unicode.Is(unicode.Cf, r) || r >= 0xfffe && r <= 0xffff || unicode.Is(unicode.Mn, r):
			return -1
		case unicode.IsControl(r) || r == utf8.RuneError:
			return '·'
		}
		return r
	}, s)
}

// wrap breaks text into lines of at most n characters, where there are words as short as that.
func wrap(s string, n int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(s) {
		if line != "" && length(line)+1+length(word) > n {
			lines = append(lines, line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// short is text of at most n characters.
func short(s string, n int) string {
	if length(s) <= n {
		return s
	}
	if n < 1 {
		return ""
	}
	return string([]rune(s)[:n-1]) + "…"
}

func length(s string) int { return utf8.RuneCountInString(s) }
