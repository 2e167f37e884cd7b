package kernel

import (
	"strconv"
	"unicode/utf8"
)

// wholeRunes is the length of b without a code point that has only begun at its end.
func wholeRunes(b []byte) int {
	for back := 1; back <= min(utf8.UTFMax-1, len(b)); back++ {
		c := b[len(b)-back]
		if !utf8.RuneStart(c) {
			continue
		}
		if c >= utf8.RuneSelf && !utf8.FullRune(b[len(b)-back:]) {
			return len(b) - back
		}
		break
	}
	return len(b)
}

// byteOffset turns a cursor in code points, as Jupyter counts it, into an offset in s. A cursor
// outside of s is moved to its nearest end.
func byteOffset(s string, cursor int) int {
	if cursor <= 0 {
		return 0
	}
	for i := range s {
		if cursor == 0 {
			return i
		}
		cursor--
	}
	return len(s)
}

// runeOffset is the inverse of byteOffset.
func runeOffset(s string, offset int) int { return utf8.RuneCountInString(s[:offset]) }

// plural is "1 goroutine", "2 goroutines".
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
