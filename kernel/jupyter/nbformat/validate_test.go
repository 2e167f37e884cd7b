package nbformat

import (
	"errors"
	"strings"
	"testing"
)

func TestValidate(t *testing.T) {
	const valid = `{"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[
		{"cell_type":"markdown","id":"m","metadata":{},"source":"x"},
		{"cell_type":"code","id":"c","metadata":{"tags":["t"]},"source":"x","execution_count":1,"outputs":[
			{"output_type":"stream","name":"stdout","text":"a"},
			{"output_type":"display_data","metadata":{},"data":{"text/plain":"p"}}]}]}`
	for _, tt := range []struct {
		name, old, new string
		want           []string // problems; none means valid
	}{
		{"as it is", "", "", nil},
		{"old minor", `"nbformat_minor":5`, `"nbformat_minor":4`, []string{"nbformat_minor: minimum: got 4, want 5"}},
		{"unknown field", `"metadata":{},"cells"`, `"metadata":{},"x":1,"cells"`, []string{"additional properties 'x' not allowed"}},
		{"no id", `"id":"m",`, ``, []string{"cell 1: missing property 'id'"}},
		{"malformed id", `"m"`, `"m m"`, []string{"cell 1: id: 'm m' does not match pattern"}},
		{"id twice", `"m"`, `"c"`, []string{`cell 2: id "c" is that of cell 1`}},
		{"cell type", `"markdown"`, `"chat"`, []string{`cell 1: cell_type "chat": want code, markdown or raw`}},
		{"no outputs", `"execution_count":1,`, ``, []string{"cell 2: missing property 'execution_count'"}},
		{"count", `"execution_count":1`, `"execution_count":-1`, []string{"cell 2: execution_count: minimum"}},
		{"tag with a comma", `"t"`, `"t,u"`, []string{"cell 2: metadata/tags/0"}},
		{"output without data", `,"data":{"text/plain":"p"}`, ``, []string{"cell 2: output 2: missing property 'data'"}},
		{"data of a wrong type", `"p"`, `1`, []string{"cell 2: output 2: data/text/plain: got number, want string", "want array"}},
		{"output type", `"stream"`, `"code_cell"`, []string{`cell 2: output 1: output_type "code_cell"`}},
		{"two at once", `"name":"stdout",`, `"name":1,"x":2,`, []string{"cell 2: output 1: ", "cell 2: output 1: "}},
		{"not an object", valid, `[]`, []string{"got array, want object"}},
		{"cell not an object", `"cells":[`, `"cells":[3,`, []string{`cell 1: cell_type ""`}},
	} {
		err := ValidateJSON([]byte(strings.Replace(valid, tt.old, tt.new, 1)))
		var invalid *InvalidError
		if !errors.As(err, &invalid) {
			if err != nil || tt.want != nil {
				t.Errorf("%s: %v, want problems %q", tt.name, err, tt.want)
			}
			continue
		}
		if len(invalid.Problems) != len(tt.want) {
			t.Errorf("%s: problems %q, want %q", tt.name, invalid.Problems, tt.want)
			continue
		}
		for i, want := range tt.want {
			if !strings.Contains(invalid.Problems[i], want) {
				t.Errorf("%s: problem %q, want %q", tt.name, invalid.Problems[i], want)
			}
		}
	}
}

func TestTags(t *testing.T) {
	c := Cell{Metadata: map[string]any{"tags": []any{"a", 1, "b"}}}
	if !c.HasTag("b") || c.HasTag("1") || len(c.Tags()) != 2 {
		t.Errorf("tags %q, want a and b", c.Tags())
	}
	if (&Cell{}).HasTag("") {
		t.Error("a cell without metadata has a tag")
	}
}

func TestNewOutput(t *testing.T) {
	o, err := NewOutput(ExecuteResult, map[string]any{"data": map[string]any{"text/plain": []any{"a\n", "b"}}})
	if err != nil || o.Data["text/plain"] != "a\nb" || o.Extra != nil {
		t.Errorf("%+v, %v", o, err)
	}
	if o, err := NewOutput(DisplayData, map[string]any{"metadata": nil, "data": map[string]any{"application/x+json": nil}}); err != nil || o.Metadata == nil {
		t.Errorf("null metadata: %+v, %v", o, err)
	}
	if _, err := NewOutput(Stream, map[string]any{"text": 1}); err == nil || !strings.Contains(err.Error(), "stream: text") {
		t.Errorf("text of a wrong type: %v", err)
	}
	if _, err := NewOutput(DisplayData, map[string]any{"data": map[string]any{"text/plain": true}}); err == nil || !strings.Contains(err.Error(), "data: text/plain: want a string, not a truth value") {
		t.Errorf("data of a wrong type: %v", err)
	}
}

// What NewOutput takes can be written, and a little more cannot.
func TestNewOutputDepth(t *testing.T) {
	nested := func(n int) (v any) {
		for range n {
			v = []any{v}
		}
		return v
	}
	for n, accepted := 0, true; accepted; n++ {
		o, err := NewOutput(DisplayData, map[string]any{"data": map[string]any{"application/json": nested(n)}})
		if accepted = err == nil; !accepted {
			if n < 200 {
				t.Errorf("%d levels are refused: %v", n, err)
			}
			return
		}
		nb := &Notebook{Minor: Minor, Cells: []Cell{{Type: Code, ID: "a", Outputs: []Output{o}}}}
		data, err := nb.Bytes()
		if err != nil {
			t.Fatalf("%d levels: %v", n, err)
		}
		if _, err := Parse(data); err != nil {
			t.Fatalf("%d levels: %v", n, err)
		}
	}
}

func TestNewID(t *testing.T) {
	nb := &Notebook{}
	for range 3 {
		nb.Cells = append(nb.Cells, Cell{Type: Raw, ID: nb.NewID("")})
	}
	nb.Minor = Minor
	if err := nb.Validate(); err != nil {
		t.Error(err)
	}
}
