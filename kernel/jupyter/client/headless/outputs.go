package headless

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/nbformat"
	"weft/kernel/jupyter/wire"
)

// A collector turns the messages of a run into the outputs of its cells. Late messages of one
// cell may come while another one runs.
type collector struct {
	mu    sync.Mutex
	cells []cell // by index in the notebook
	wrong []string
}

type cell struct {
	outputs []output
	clear   bool // before the next output (clear_output with wait)
	count   int
}

// An output is not yet an nbformat.Output: streams still grow.
type output struct {
	nbformat.Output
	text *strings.Builder // streams
	id   string           // display id
}

func newCollector(cells int) *collector { return &collector{cells: make([]cell, cells)} }

// keep sets outputs from an earlier run.
func (c *collector) keep(i int, outputs []nbformat.Output) {
	for _, o := range outputs {
		c.cells[i].outputs = append(c.cells[i].outputs, output{Output: o})
	}
}

// add returns a function that takes the messages of cell i.
func (c *collector) add(i int) func(*wire.Message) {
	return func(m *wire.Message) {
		c.mu.Lock()
		defer c.mu.Unlock()
		if err := c.take(&c.cells[i], m); err != nil {
			problem := fmt.Sprintf("cell %d: a message cannot be stored: %v", i+1, err)
			c.wrong = append(c.wrong, problem)
			c.cells[i].stream("stderr", problem+"\n")
		}
	}
}

func (c *collector) take(x *cell, m *wire.Message) error {
	switch m.Header.MsgType {
	case msg.TypeStream:
		var s msg.Stream
		if err := msg.Decode(m.Content, &s); err != nil {
			return fmt.Errorf("stream: %w", err)
		}
		x.stream(s.Name, s.Text)
	case msg.TypeDisplayData, msg.TypeExecuteResult, msg.TypeError:
		o, err := outputOf(nbformat.OutputType(m.Header.MsgType), m.Content)
		if err != nil {
			return err
		}
		x.append(o)
	case msg.TypeUpdateDisplayData:
		o, err := outputOf(nbformat.DisplayData, m.Content)
		if err != nil {
			return err
		}
		c.update(o)
	case msg.TypeClearOutput:
		var clear msg.ClearOutput
		if err := msg.Decode(m.Content, &clear); err != nil {
			return fmt.Errorf("clear_output: %w", err)
		}
		if x.clear = clear.Wait; !clear.Wait {
			x.outputs = nil
		}
	case msg.TypeExecuteInput:
		var in msg.ExecuteInput
		if err := msg.Decode(m.Content, &in); err != nil {
			return fmt.Errorf("execute_input: %w", err)
		}
		x.count = in.ExecutionCount
	}
	return nil
}

// outputOf reads a message as an output, with all digits of its numbers.
func outputOf(t nbformat.OutputType, content json.RawMessage) (output, error) {
	dec := json.NewDecoder(bytes.NewReader(content))
	dec.UseNumber()
	var fields map[string]any
	if err := dec.Decode(&fields); err != nil {
		return output{}, fmt.Errorf("%s: %w", t, err)
	}
	transient, _ := fields["transient"].(map[string]any)
	id, _ := transient["display_id"].(string)
	delete(fields, "transient")
	o, err := nbformat.NewOutput(t, fields)
	o.Extra = nil // the format allows nothing beside its own fields
	return output{Output: o, id: id}, err
}

// append adds an output after a clear_output that waits for it.
func (x *cell) append(o output) {
	if x.clear {
		x.outputs, x.clear = nil, false
	}
	x.outputs = append(x.outputs, o)
}

// stream adds text, to the last output if that is the same stream.
func (x *cell) stream(name, text string) {
	if n := len(x.outputs); n > 0 && !x.clear && x.outputs[n-1].text != nil && x.outputs[n-1].Name == name {
		x.outputs[n-1].text.WriteString(text)
		return
	}
	o := output{Output: nbformat.Output{Type: nbformat.Stream, Name: name}, text: &strings.Builder{}}
	o.text.WriteString(text)
	x.append(o)
}

// update replaces what is displayed under an id, in all cells.
func (c *collector) update(with output) {
	if with.id == "" {
		return
	}
	for i := range c.cells {
		for j := range c.cells[i].outputs {
			if o := &c.cells[i].outputs[j]; o.id == with.id {
				o.Data, o.Metadata = with.Data, with.Metadata
			}
		}
	}
}

// fail adds an error output for a result that the kernel did not publish one for.
func (c *collector) fail(i int, r *CellResult) {
	c.mu.Lock()
	defer c.mu.Unlock()
	traceback := r.Traceback
	if len(traceback) == 0 {
		traceback = strings.Split(r.EName+": "+r.EValue, "\n")
	}
	c.cells[i].append(output{Output: nbformat.Output{
		Type: nbformat.Error, EName: r.EName, EValue: r.EValue, Traceback: traceback,
	}})
}

// outputs returns what cell i has now.
func (c *collector) outputs(i int) []nbformat.Output {
	c.mu.Lock()
	defer c.mu.Unlock()
	var all []nbformat.Output
	for _, o := range c.cells[i].outputs {
		if o.text != nil {
			o.Text = o.text.String()
		}
		all = append(all, o.Output)
	}
	return all
}

func (c *collector) count(i int) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.cells[i].count
}

func (c *collector) problems() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.wrong
}

// languageInfo is a notebook's metadata.language_info. What the kernel does not say is left out.
func languageInfo(l msg.LanguageInfo) map[string]any {
	m := map[string]any{"name": l.Name}
	for field, value := range map[string]string{
		"version": l.Version, "mimetype": l.MimeType, "file_extension": l.FileExtension,
		"pygments_lexer": l.PygmentsLexer, "nbconvert_exporter": l.NbconvertExporter,
	} {
		if value != "" {
			m[field] = value
		}
	}
	if l.CodemirrorMode != nil && l.CodemirrorMode != "" {
		m["codemirror_mode"] = l.CodemirrorMode
	}
	return m
}
