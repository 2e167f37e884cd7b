package display

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// odd draws a value of the kinds that programs hold, also cyclic, nil and very nested ones.
func odd(t *rapid.T, depth int) any {
	kinds := 12
	if depth == 0 {
		kinds = 6
	}
	inner := func() any { return odd(t, depth-1) }
	list := func() []any {
		s := make([]any, rapid.IntRange(0, 4).Draw(t, "length"))
		for i := range s {
			s[i] = inner()
		}
		return s
	}
	switch rapid.IntRange(0, kinds-1).Draw(t, "kind") {
	case 0:
		return nil
	case 1:
		return rapid.String().Draw(t, "string")
	case 2:
		return rapid.Float64().Draw(t, "float")
	case 3:
		return rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")
	case 4:
		return loop()
	case 5:
		return brokenErr{}
	case 6:
		return list()
	case 7:
		m := map[any]any{}
		for range rapid.IntRange(0, 4).Draw(t, "entries") {
			m[rapid.OneOf(rapid.Float64().AsAny(), rapid.String().AsAny(), rapid.Bool().AsAny()).Draw(t, "key")] = inner()
		}
		return m
	case 8:
		return struct {
			A any
			b any
			c []any
		}{inner(), inner(), list()}
	case 9:
		v := inner()
		return &v
	case 10:
		s := append(list(), nil)
		s[len(s)-1] = s
		return s
	default:
		return [][]string{{rapid.String().Draw(t, "cell")}, {}, {"a", "b"}}
	}
}

func FuzzOf(f *testing.F) {
	f.Fuzz(rapid.MakeFuzz(func(t *rapid.T) {
		wellFormed(t, Of(odd(t, 4)))
	}))
}

func FuzzTable(f *testing.F) {
	f.Fuzz(rapid.MakeFuzz(func(t *rapid.T) {
		wellFormed(t, Table(odd(t, 3), MaxRows(rapid.IntRange(-1, 3).Draw(t, "rows"))))
	}))
}

func TestOddValues(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		wellFormed(t, Of(odd(t, 4)))
		wellFormed(t, Table(odd(t, 3)))
	})
}

// FuzzPlainHTML feeds what strangers wrote: the text is never longer than about its limit.
func FuzzPlainHTML(f *testing.F) {
	for _, s := range []string{"", "<", "<!--", "</", "<script", "<script></script", "a<b>c</b>&amp;<td>", "<p/><br/>x", "<\xff>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got := plainHTML(s); len(got) > maxText+100 {
			t.Errorf("%d bytes of text", len(got))
		}
		_ = svgText(s)
	})
}

func wellFormed(t interface{ Errorf(string, ...any) }, b Bundle) {
	text, ok := b.Data[mimeText].(string)
	if !ok {
		t.Errorf("no text/plain in %v", b.Data)
	}
	if len(text) > 2*maxText || !utf8.ValidString(text) {
		t.Errorf("text of %d bytes, valid UTF-8: %v", len(text), utf8.ValidString(text))
	}
	if h, ok := b.Data[mimeHTML].(string); ok && strings.Count(h, "<td") != strings.Count(h, "</td>") {
		t.Errorf("cells are not closed: %s", h)
	}
	if _, err := json.Marshal(b); err != nil {
		t.Errorf("bundle cannot be sent: %v", err)
	}
}
