package collect

import (
	"bytes"
	"encoding/json"
	"errors"
	"testing"

	"weft/kernel/jupyter/nbformat"
)

// Whatever is handed in: it is refused, or the collected notebook is valid, has the teacher's cells in all places but those of
// answers, has no outputs, and is collected again as it is.
func FuzzTake(f *testing.F) {
	original, err := nbformat.Parse(released(f))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(released(f))
	for _, change := range []func(nb tree, c []any) []any{
		func(_ tree, c []any) []any { c[1] = with(c[1], "source", []string{"a\r\n", "b"}); return c },
		func(_ tree, c []any) []any { return []any{c[3], c[1], with(c[1], "source", "x"), c[1], 7, nil} },
		func(_ tree, c []any) []any {
			return []any{with(c[1], "id", json.RawMessage(`"\ud800"`)), with(with(c[3], "source", "y\u2028"), "cell_type", "raw")}
		},
		func(nb tree, c []any) []any {
			nb["metadata"] = tree{"weft": tree{"release": []any{}}}
			return []any{with(c[1], "metadata", tree{"nbgrader": tree{"grade_id": "two"}})}
		},
	} {
		f.Add(changed(f, change))
	}
	f.Add([]byte(`{"nbformat":4,"nbformat":4.0,"cells":[{"id":"one","source":"a","source":["b"],"Source":"c","outputs":[[[[]]]]}]}`))
	f.Add([]byte("\xef\xbb\xbf{\"cells\":[{\"id\":\"one\",\"source\":\"\\u0000\"}],\"nbformat\":4}"))
	c := collector(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := c.Take(data)
		var refused *RefusedError
		if errors.As(err, &refused) {
			return
		}
		if err != nil {
			t.Fatalf("failed: %v", err)
		}
		nb, err := nbformat.Parse(got.Notebook)
		if err == nil {
			err = nb.Validate()
		}
		if err != nil || len(nb.Cells) != len(original.Cells) {
			t.Fatalf("the collected notebook is not valid: %v\n%s", err, got.Notebook)
		}
		for i, cell := range nb.Cells {
			answer := i == 1 || i == 3
			if cell.Type != original.Cells[i].Type || cell.ID != original.Cells[i].ID || !answer && cell.Source != original.Cells[i].Source || len(cell.Outputs) > 0 {
				t.Fatalf("cell %d is not the teacher's: %+v", i+1, cell)
			}
		}
		again, err := c.Take(got.Notebook)
		if err != nil || !bytes.Equal(got.Notebook, again.Notebook) || len(again.Changes) > 0 {
			t.Fatalf("collected again it is another one: %v\n%s\n%s", err, got.Notebook, again.Notebook)
		}
	})
}
