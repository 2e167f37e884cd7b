// Package caption owns the words on pictures: they come from learners' programs, and have to fit.
package caption

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxText is how long a text may be, in characters.
const MaxText = 400

// Clean is text that neither speaks to a terminal nor breaks an XML document: control characters become visible,
// those that turn text around are dropped, and what is beyond 400 characters too.
func Clean(s string) string {
	n := 0
	return strings.Map(func(r rune) rune {
		n++
		switch {
		case n > MaxText:
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

// Wrap breaks text into lines of at most n characters, where there are words as short as that.
func Wrap(s string, n int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(s) {
		if line != "" && Length(line)+1+Length(word) > n {
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

// Short is s in at most n characters.
func Short(s string, n int) string {
	if Length(s) <= n {
		return s
	}
	if n < 1 {
		return ""
	}
	return string([]rune(s)[:n-1]) + "…"
}

// Length is the number of characters of s.
func Length(s string) int { return utf8.RuneCountInString(s) }
