package collect

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"weft/kernel/jupyter/nbformat"
)

// A submitted notebook is what is read of one: nothing of its outputs, attachments or other metadata.
type submitted struct {
	release string // the id of the release that it says it is made from; "" if it says none
	cells   []cell
}

type cell struct {
	number      int // in the submission, from 1
	id, gradeID string
	kind        nbformat.CellType
	source      string
	broken      string // why there is no source; "" if there is
}

func (c cell) empty() bool { return strings.TrimSpace(c.source) == "" && c.broken == "" }

// maxRaw bounds a cell's text as JSON, in bytes: much more than an answer needs in any way to write it.
const maxRaw = 8 * MaxAnswer

// read reads a notebook as far as it is needed. It is not for package nbformat, which keeps everything and refuses a notebook
// for a broken output: here the rest is passed over, so that neither its size nor its number costs anything.
func read(data []byte) (submitted, error) {
	refuse := func(format string, args ...any) (submitted, error) {
		return submitted{}, &RefusedError{fmt.Sprintf(format, args...)}
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	switch {
	case len(data) > MaxNotebook:
		return refuse("it is larger than %d MiB", MaxNotebook>>20)
	case len(bytes.TrimSpace(data)) == 0:
		return refuse("it is empty")
	case !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0:
		return refuse("it is not text in UTF-8")
	}
	var object struct{}
	if err := json.Unmarshal(data, &object); err != nil { // also what is nested 10000 levels deep
		return refuse("it is not a notebook: %s", err)
	}
	root := pick(data, "nbformat", "cells", "metadata")
	var format int
	if json.Unmarshal(root["nbformat"], &format) != nil || format != nbformat.Major {
		return refuse("it is not a notebook of format %d", nbformat.Major)
	}
	in := submitted{release: word(pick(pick(pick(root["metadata"], "weft")["weft"], "release")["release"], "id")["id"])}
	cells := json.NewDecoder(bytes.NewReader(root["cells"]))
	if t, err := cells.Token(); err != nil || t != json.Delim('[') {
		return refuse("it is not a notebook: its cells are not a list")
	}
	for cells.More() {
		if len(in.cells) == MaxCells {
			return refuse("it has more than %d cells", MaxCells)
		}
		var raw json.RawMessage
		if err := cells.Decode(&raw); err != nil {
			return refuse("it is not a notebook: %s", err)
		}
		in.cells = append(in.cells, cellOf(len(in.cells)+1, raw))
	}
	return in, nil
}

func cellOf(number int, raw json.RawMessage) cell {
	fields := pick(raw, "id", "cell_type", "source", "metadata")
	c := cell{number: number, id: word(fields["id"]), kind: nbformat.CellType(word(fields["cell_type"]))}
	c.gradeID = word(pick(pick(fields["metadata"], "nbgrader")["nbgrader"], "grade_id")["grade_id"])
	c.source, c.broken = source(fields["source"])
	return c
}

// pick takes values out of an object, of values with the same name the last; data is valid JSON. What is no object has none.
func pick(data json.RawMessage, names ...string) map[string]json.RawMessage {
	dec := json.NewDecoder(bytes.NewReader(data))
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return nil
	}
	found := map[string]json.RawMessage{}
	var passed json.RawMessage
	for dec.More() {
		name, err := dec.Token()
		if err != nil {
			return found
		}
		if err := dec.Decode(&passed); err != nil {
			return found
		}
		if name, ok := name.(string); ok && slices.Contains(names, name) {
			found[name], passed = passed, nil
		}
	}
	return found
}

// word is a short string; "" for everything else.
func word(data json.RawMessage) string {
	var s string
	if len(data) > 300 || json.Unmarshal(data, &s) != nil {
		return ""
	}
	return s
}

// source is a cell's text, which may be a list of lines.
func source(data json.RawMessage) (text, broken string) {
	if len(data) > maxRaw {
		return "", tooLarge()
	}
	if len(data) == 0 || json.Unmarshal(data, &text) == nil {
		return text, ""
	}
	var lines []string
	if err := json.Unmarshal(data, &lines); err != nil {
		return "", "its text is neither a string nor a list of strings"
	}
	return strings.Join(lines, ""), ""
}

func tooLarge() string { return fmt.Sprintf("it is larger than %d KiB", MaxAnswer>>10) }
