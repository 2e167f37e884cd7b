package nbformat

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"unicode/utf8"
)

// Limits of what Parse accepts. Written with its indentation, a tree grows with the square of
// its depth.
const (
	MaxSize  = 1 << 30 // bytes
	MaxDepth = 256     // nested arrays and objects
)

// ReadFile reads the notebook at path.
func ReadFile(path string) (*Notebook, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read notebook: %w", err)
	}
	defer f.Close()
	nb, err := Read(f)
	if err != nil {
		return nil, fmt.Errorf("read notebook %s: %w", path, err)
	}
	return nb, nil
}

// Read reads a notebook of format 4.0 or newer; see Parse.
func Read(r io.Reader) (*Notebook, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return nil, err
	}
	return Parse(data)
}

// Parse decodes a notebook. Format 4.0 to 4.4 is upgraded to 4.5, which gives every cell an id;
// the ids depend on the content alone, so that reading a file twice gives equal notebooks. Ids
// that are missing, malformed or used twice in 4.5 are replaced too, and noted in Repairs. A
// newer 4.x is read as far as it is known. Parse refuses what it could not write back without
// loss; whether the notebook keeps all rules of the format is for Validate to say.
func Parse(data []byte) (*Notebook, error) {
	tree, err := decode(data)
	if err != nil {
		return nil, err
	}
	root, ok := tree.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("not a notebook: the file holds %s, not an object", kindOf(tree))
	}
	nb, err := notebookFrom(root)
	if err != nil {
		return nil, err
	}
	nb.stripTransient()
	nb.fixIDs(nb.Minor >= 5)
	nb.Minor = max(nb.Minor, Minor)
	return nb, nil
}

// decode returns the JSON value in data with numbers as json.Number.
func decode(data []byte) (any, error) {
	if len(data) > MaxSize {
		return nil, fmt.Errorf("larger than %d MiB", MaxSize>>20)
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")) // a byte order mark, left by some editors
	if at := invalidUTF8(data); at >= 0 {
		return nil, fmt.Errorf("byte %d is not UTF-8: the file is damaged or not a notebook", at)
	}
	if depthOver(data, MaxDepth) {
		return nil, fmt.Errorf("nested deeper than %d levels", MaxDepth)
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	var tree any
	if err := dec.Decode(&tree); err != nil {
		return nil, syntaxError(data, err)
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, fmt.Errorf("not a notebook: more text after the end, at line %d", line(data, dec.InputOffset()))
	}
	return tree, nil
}

func invalidUTF8(data []byte) int {
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// depthOver counts brackets outside strings; the JSON need not be valid.
func depthOver(data []byte, limit int) bool {
	depth, quoted := 0, false
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[' || c == '{':
			if depth++; depth > limit {
				return true
			}
		case c == ']' || c == '}':
			depth--
		}
	}
	return false
}

func syntaxError(data []byte, err error) error {
	var se *json.SyntaxError
	switch {
	case errors.As(err, &se):
		return fmt.Errorf("not a notebook: line %d: %w", line(data, se.Offset), err)
	case errors.Is(err, io.EOF):
		return errors.New("not a notebook: the file is empty")
	case errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("not a notebook: the file ends in the middle of the JSON")
	}
	return fmt.Errorf("not a notebook: %w", err)
}

// line returns the 1-based line of a byte offset.
func line(data []byte, offset int64) int {
	return 1 + bytes.Count(data[:min(offset, int64(len(data)))], []byte("\n"))
}
