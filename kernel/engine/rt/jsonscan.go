package rt

import (
	"encoding/json"
	"iter"
)

// Reading JSON that is known to be valid.

// jsonItems are the elements of an array.
func jsonItems(data []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for i := skipSpace(data, 1); data[i] != ']'; {
			end := skipValue(data, i)
			if !yield(data[i:end]) {
				return
			}
			i = skipSeparator(data, end, ',')
		}
	}
}

// jsonMembers are the quoted names and the values of an object.
func jsonMembers(data []byte) iter.Seq2[[]byte, []byte] {
	return func(yield func(name, value []byte) bool) {
		for i := skipSpace(data, 1); data[i] != '}'; {
			end := skipValue(data, i)
			name := data[i:end]
			i = skipSeparator(data, end, ':')
			end = skipValue(data, i)
			if !yield(name, data[i:end]) {
				return
			}
			i = skipSeparator(data, end, ',')
		}
	}
}

func skipSpace(data []byte, i int) int {
	for data[i] == ' ' || data[i] == '\t' || data[i] == '\n' || data[i] == '\r' {
		i++
	}
	return i
}

// skipSeparator skips white space and a separator, if it is there.
func skipSeparator(data []byte, i int, separator byte) int {
	i = skipSpace(data, i)
	if data[i] == separator {
		i = skipSpace(data, i+1)
	}
	return i
}

// skipValue is the end of the value that begins at i.
func skipValue(data []byte, i int) int {
	depth := 0
	for ; i < len(data); i++ {
		switch data[i] {
		case '"':
			for i++; data[i] != '"'; i++ {
				if data[i] == '\\' {
					i++
				}
			}
		case '[', '{':
			depth++
			continue
		case ']', '}':
			depth--
		case ',', ':', ' ', '\t', '\n', '\r':
			continue
		default:
			for i+1 < len(data) && !isDelimiter(data[i+1]) {
				i++
			}
		}
		if depth == 0 {
			return i + 1
		}
	}
	return i
}

func isDelimiter(c byte) bool {
	switch c {
	case ',', ':', ']', '}', ' ', '\t', '\n', '\r':
		return true
	}
	return false
}

// unquoteJSON is the text of a JSON string.
func unquoteJSON(data []byte) string {
	var s string
	if json.Unmarshal(data, &s) != nil {
		return "" // cannot be: the whole was valid
	}
	return s
}

// kindOfJSON names the kind of a value as package json's errors do.
func kindOfJSON(data []byte) string {
	switch data[0] {
	case '{':
		return "object"
	case '[':
		return "array"
	case '"':
		return "string"
	case 'n':
		return "null"
	case 't', 'f':
		return "bool"
	}
	return "number"
}
