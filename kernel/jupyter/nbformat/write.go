package nbformat

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"weft/kernel/jupyter/internal/atomicfile"
)

// WriteFile stores nb at path. The file appears complete or not at all; an existing file keeps
// its permissions.
func (nb *Notebook) WriteFile(path string) error {
	data, err := nb.Bytes()
	if err == nil {
		err = replaceFile(path, data)
	}
	if err != nil {
		return fmt.Errorf("write notebook %s: %w", path, err)
	}
	return nil
}

// Write writes nb as Jupyter does: sorted keys, an indentation of one space, text as lists of
// lines, nothing escaped that JSON does not require, a newline at the end.
func (nb *Notebook) Write(w io.Writer) error {
	data, err := nb.Bytes()
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

// Bytes returns what Write writes. An error means that metadata or data hold a value that JSON
// cannot.
func (nb *Notebook) Bytes() ([]byte, error) {
	var b bytes.Buffer
	if err := encode(&b, nb.tree(), "\n"); err != nil {
		return nil, err
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}

// encode writes v; nl is a newline with the current indentation.
func encode(b *bytes.Buffer, v any, nl string) error {
	if len(nl) > MaxDepth+1 {
		return fmt.Errorf("nested deeper than %d levels", MaxDepth)
	}
	switch v := v.(type) {
	case nil:
		b.WriteString("null")
	case bool:
		b.WriteString(strconv.FormatBool(v))
	case string:
		quote(b, v)
	case json.Number:
		if !json.Valid([]byte(v)) { // it may have been made by hand
			return fmt.Errorf("number %q is not JSON", string(v))
		}
		b.WriteString(string(v))
	case map[string]any:
		return encodeObject(b, v, nl)
	case []any:
		return encodeList(b, v, nl)
	default:
		return encodeOther(b, v, nl)
	}
	return nil
}

func encodeObject(b *bytes.Buffer, m map[string]any, nl string) error {
	if len(m) == 0 {
		b.WriteString("{}")
		return nil
	}
	sep := "{"
	for _, key := range slices.Sorted(maps.Keys(m)) {
		b.WriteString(sep + nl + " ")
		quote(b, key)
		b.WriteString(": ")
		if err := encode(b, m[key], nl+" "); err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
		sep = ","
	}
	b.WriteString(nl + "}")
	return nil
}

func encodeList(b *bytes.Buffer, list []any, nl string) error {
	if len(list) == 0 {
		b.WriteString("[]")
		return nil
	}
	sep := "["
	for i, v := range list {
		b.WriteString(sep + nl + " ")
		if err := encode(b, v, nl+" "); err != nil {
			return fmt.Errorf("%d: %w", i, err)
		}
		sep = ","
	}
	b.WriteString(nl + "]")
	return nil
}

// encodeOther serves values that a program put into metadata, such as an int or a []string: it
// makes a tree of them first.
func encodeOther(b *bytes.Buffer, v any, nl string) error {
	data, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("a %s cannot be stored: %w", reflect.TypeOf(v), err)
	}
	tree, err := decode(data)
	if err != nil {
		return err
	}
	return encode(b, tree, nl)
}

const hexDigits = "0123456789abcdef"

// quote writes a JSON string with the escapes of Python's json.dumps(ensure_ascii=False).
// Bytes that are not UTF-8 become U+FFFD.
func quote(b *bytes.Buffer, s string) {
	b.WriteByte('"')
	start := 0
	s = strings.ToValidUTF8(s, "\uFFFD")
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		b.WriteString(s[start:i])
		start = i + 1
		switch c {
		case '"', '\\':
			b.WriteString(`\` + string(c))
		case '\n':
			b.WriteString(`\n`)
		case '\r':
			b.WriteString(`\r`)
		case '\t':
			b.WriteString(`\t`)
		case '\b':
			b.WriteString(`\b`)
		case '\f':
			b.WriteString(`\f`)
		default:
			b.WriteString(`\u00` + string(hexDigits[c>>4]) + string(hexDigits[c&15]))
		}
	}
	b.WriteString(s[start:] + `"`)
}

func replaceFile(path string, data []byte) error {
	mode := os.FileMode(0o644)
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real // replace the file, not the link to it
	}
	if st, err := os.Stat(path); err == nil {
		mode = st.Mode().Perm()
	}
	return atomicfile.Write(path, data, mode, ".*.ipynb~")
}
