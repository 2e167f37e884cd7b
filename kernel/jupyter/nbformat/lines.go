package nbformat

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// splitLines cuts s after every line boundary, keeping it, as Python's str.splitlines(True) does
// for Jupyter: besides \n, \r and \r\n these are \v, \f, FS, GS, RS, NEL, LS and PS.
func splitLines(s string) []any {
	lines := []any{}
	start := 0
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		if r == '\r' && i < len(s) && s[i] == '\n' {
			i++
		}
		if isBoundary(r) {
			lines = append(lines, s[start:i])
			start = i
		}
	}
	if start < len(s) {
		lines = append(lines, s[start:])
	}
	return lines
}

func isBoundary(r rune) bool {
	switch r {
	case '\n', '\r', '\v', '\f', 0x1c, 0x1d, 0x1e, 0x85, 0x2028, 0x2029:
		return true
	}
	return false
}

// joined undoes splitLines on a string or a list of strings; ok is false for anything else.
func joined(v any) (s string, ok bool) {
	switch v := v.(type) {
	case string:
		return v, true
	case []any:
		var b strings.Builder
		for _, part := range v {
			s, ok := part.(string)
			if !ok {
				return "", false
			}
			b.WriteString(s)
		}
		return b.String(), true
	}
	return "", false
}

// isJSON reports whether a MIME type's data is a JSON value, which is never split into lines.
func isJSON(mime string) bool {
	return mime == "application/json" || strings.HasPrefix(mime, "application/") && strings.HasSuffix(mime, "+json")
}

// joinBundle joins the lines of a MIME bundle in place.
func joinBundle(v any) {
	bundle, _ := v.(map[string]any)
	for mime, data := range bundle {
		if list, ok := data.([]any); ok && !isJSON(mime) {
			if s, ok := joined(list); ok {
				bundle[mime] = s
			}
		}
	}
}

// splitBundle returns a copy of a MIME bundle in which text is split into lines. Only the types
// that Jupyter regards as text are: base64 stays one string.
func splitBundle(v any) any {
	bundle, ok := v.(map[string]any)
	if !ok {
		return v
	}
	out := object(bundle)
	for mime, data := range bundle {
		text := strings.HasPrefix(mime, "text/") || slices.Contains([]string{"application/javascript", "image/svg+xml"}, mime)
		if s, ok := data.(string); ok && text {
			out[mime] = splitLines(s)
		}
	}
	return out
}
