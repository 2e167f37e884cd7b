package rt

import (
	"cmp"
	"strings"

	"weft/kernel/display"
)

// A Tuple is the several results of a call that ends a cell. Each is shown as a single value is.
type Tuple []any

func (t Tuple) String() string {
	var b strings.Builder
	for i, v := range t {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(display.Of(v).String())
	}
	return b.String()
}

// Min is the builtin min.
func Min[T cmp.Ordered](a, b T) T { return min(a, b) }

// Max is the builtin max.
func Max[T cmp.Ordered](a, b T) T { return max(a, b) }

// Runes returns the offsets and runes that ranging over s yields; the interpreter's own offsets are
// wrong after invalid UTF-8.
func Runes(s string) ([]int, []rune) {
	at, runes := make([]int, 0, len(s)), make([]rune, 0, len(s))
	for i, r := range s {
		at, runes = append(at, i), append(runes, r)
	}
	return at, runes
}
