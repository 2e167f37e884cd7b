package nbformat

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"strconv"
)

// This file maps values to the JSON tree of the file and back. A line of text in the file may
// be a list of lines there; in values it is always one string.

func notebookFrom(root map[string]any) (*Notebook, error) {
	f := &fields{rest: root}
	major, ok := f.int("nbformat")
	if f.err == nil && !ok {
		return nil, errors.New(`not a notebook: the field "nbformat" is missing`)
	}
	if f.err == nil && major != Major {
		return nil, fmt.Errorf("notebook format %d: only 4 is supported: open the notebook in Jupyter and save it", major)
	}
	nb := &Notebook{Metadata: f.object("metadata")}
	nb.Minor, _ = f.int("nbformat_minor")
	cells := f.list("cells")
	nb.Extra = f.extra()
	if f.err != nil {
		return nil, f.err
	}
	if nb.Minor < 0 {
		return nil, fmt.Errorf("nbformat_minor %d: want 0 or more", nb.Minor)
	}
	for i, v := range cells {
		c, err := cellFrom(i, v)
		if err != nil {
			return nil, err
		}
		nb.Cells = append(nb.Cells, c)
	}
	return nb, nil
}

func cellFrom(i int, v any) (Cell, error) {
	f := &fields{path: fmt.Sprintf("cell %d: ", i+1)}
	m, ok := v.(map[string]any)
	if !ok {
		return Cell{}, fmt.Errorf("cell %d: want an object, not %s", i+1, kindOf(v))
	}
	f.rest = m
	c := Cell{Type: CellType(f.string("cell_type"))}
	if f.err == nil && c.Type == "" {
		return Cell{}, fmt.Errorf("cell %d: cell_type is missing", i+1)
	}
	// A missing id is as good as an empty one; one of a wrong type is an error.
	c.ID = f.string("id")
	c.Source = f.text("source")
	c.Metadata = f.object("metadata")
	if _, ok := f.rest["attachments"]; ok {
		c.Attachments = f.object("attachments")
		for _, bundle := range c.Attachments {
			joinBundle(bundle)
		}
	}
	var outputs []any
	if c.Type == Code {
		c.ExecutionCount = f.count("execution_count")
		outputs = f.list("outputs")
	}
	c.Extra = f.extra()
	for j, v := range outputs {
		m, ok := v.(map[string]any)
		if !ok {
			return Cell{}, fmt.Errorf("cell %d: output %d: want an object, not %s", i+1, j+1, kindOf(v))
		}
		o, err := outputFrom(fmt.Sprintf("cell %d: output %d: ", i+1, j+1), m)
		if err != nil {
			return Cell{}, err
		}
		c.Outputs = append(c.Outputs, o)
	}
	return c, f.err
}

// NewOutput makes an output of type t from the fields of a notebook's output, which are also
// those of the message with which a kernel sends it. It takes over content. Null counts as
// missing. It refuses what a valid notebook cannot hold.
func NewOutput(t OutputType, content map[string]any) (Output, error) {
	maps.DeleteFunc(content, func(_ string, v any) bool { return v == nil })
	content["output_type"] = string(t)
	if deeper(content, MaxDepth-outputDepth) {
		return Output{}, fmt.Errorf("%s: nested deeper than %d levels", t, MaxDepth-outputDepth)
	}
	o, err := outputFrom(string(t)+": ", content)
	if err != nil {
		return Output{}, err
	}
	for mime, v := range o.Data {
		if _, ok := v.(string); !ok && !isJSON(mime) {
			return Output{}, fmt.Errorf("%s: data: %s: want a string, not %s", t, mime, kindOf(v))
		}
	}
	return o, nil
}

// outputDepth is how deep outputs lie in the file: root, cells, cell, outputs.
const outputDepth = 4

func deeper(v any, limit int) bool {
	if limit < 0 {
		return true
	}
	switch v := v.(type) {
	case map[string]any:
		for _, w := range v {
			if deeper(w, limit-1) {
				return true
			}
		}
	case []any:
		for _, w := range v {
			if deeper(w, limit-1) {
				return true
			}
		}
	}
	return false
}

func outputFrom(path string, m map[string]any) (Output, error) {
	f := &fields{path: path, rest: m}
	o := Output{Type: OutputType(f.string("output_type"))}
	if f.err == nil && o.Type == "" {
		return o, fmt.Errorf("%soutput_type is missing", path)
	}
	switch o.Type {
	case Stream:
		o.Name, o.Text = f.string("name"), f.text("text")
	case DisplayData, ExecuteResult:
		o.Data, o.Metadata = f.object("data"), f.object("metadata")
		joinBundle(o.Data)
		if o.Type == ExecuteResult {
			o.ExecutionCount = f.count("execution_count")
		}
	case Error:
		o.EName, o.EValue, o.Traceback = f.string("ename"), f.string("evalue"), f.strings("traceback")
	}
	o.Extra = f.extra()
	return o, f.err
}

// tree returns the JSON tree of the file. It shares metadata with nb and must not be changed.
func (nb *Notebook) tree() map[string]any {
	m := object(nb.Extra)
	cells := make([]any, len(nb.Cells))
	for i := range nb.Cells {
		cells[i] = nb.Cells[i].tree()
	}
	m["cells"], m["metadata"] = cells, orEmpty(nb.Metadata)
	m["nbformat"], m["nbformat_minor"] = number(Major), number(nb.Minor)
	return m
}

func (c *Cell) tree() map[string]any {
	m := object(c.Extra)
	m["cell_type"], m["id"] = string(c.Type), c.ID
	m["metadata"], m["source"] = orEmpty(c.Metadata), splitLines(c.Source)
	if c.Attachments != nil {
		attachments := map[string]any{}
		for name, bundle := range c.Attachments {
			attachments[name] = splitBundle(bundle)
		}
		m["attachments"] = attachments
	}
	if c.Type == Code {
		outputs := make([]any, len(c.Outputs))
		for i := range c.Outputs {
			outputs[i] = c.Outputs[i].tree()
		}
		m["outputs"], m["execution_count"] = outputs, nullable(c.ExecutionCount)
	}
	return m
}

func (o *Output) tree() map[string]any {
	m := object(o.Extra)
	m["output_type"] = string(o.Type)
	switch o.Type {
	case Stream:
		m["name"], m["text"] = o.Name, splitLines(o.Text)
	case DisplayData, ExecuteResult:
		m["data"], m["metadata"] = splitBundle(orEmpty(o.Data)), orEmpty(o.Metadata)
		if o.Type == ExecuteResult {
			m["execution_count"] = nullable(o.ExecutionCount)
		}
	case Error:
		lines := make([]any, len(o.Traceback))
		for i, s := range o.Traceback {
			lines[i] = s
		}
		m["ename"], m["evalue"], m["traceback"] = o.EName, o.EValue, lines
	}
	return m
}

// stripTransient removes what nbformat never stores.
func (nb *Notebook) stripTransient() {
	for _, name := range []string{"orig_nbformat", "orig_nbformat_minor", "signature"} {
		delete(nb.Metadata, name)
	}
	for _, c := range nb.Cells {
		delete(c.Metadata, "trusted")
	}
}

func object(extra map[string]any) map[string]any {
	m := make(map[string]any, len(extra)+8)
	maps.Copy(m, extra)
	return m
}

func orEmpty(m map[string]any) map[string]any {
	if m == nil {
		return map[string]any{}
	}
	return m
}

func nullable(n *int) any {
	if n == nil {
		return nil
	}
	return number(*n)
}

func number(n int) json.Number { return json.Number(strconv.Itoa(n)) }
