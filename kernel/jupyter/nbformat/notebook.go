// Package nbformat owns the .ipynb file: notebook format 4.5 as values, read, checked against
// Jupyter's own JSON schema, and written byte for byte as Jupyter writes it. It knows no kernel
// and runs nothing.
//
// Metadata and JSON data are trees of map[string]any, []any, string, bool, nil and json.Number;
// numbers keep the digits they were read with. Fields that the format does not define are kept
// in Extra.
package nbformat

import "slices"

// Major and Minor are the version of the format that Read upgrades to and new notebooks have.
const (
	Major = 4
	Minor = 5
)

// A Notebook is the content of an .ipynb file.
type Notebook struct {
	Metadata map[string]any
	Cells    []Cell
	Minor    int // of the format; 4.Minor
	Extra    map[string]any

	// Repairs says what Read changed so that the notebook fits the format, in words for its
	// author. It is not written.
	Repairs []string
}

// A CellType is the kind of a cell. Other kinds may come from later versions of the format.
type CellType string

const (
	Code     CellType = "code"
	Markdown CellType = "markdown"
	Raw      CellType = "raw"
)

// A Cell is one cell. Outputs and ExecutionCount belong to code cells alone.
type Cell struct {
	Type           CellType
	ID             string // 1 to 64 of a-z, A-Z, 0-9, '-' and '_', unique in the notebook
	Source         string
	Metadata       map[string]any
	Attachments    map[string]any // file name to MIME bundle; nil if there are none
	Outputs        []Output
	ExecutionCount *int // nil: never run
	Extra          map[string]any
}

// Tags returns the cell's tags (metadata.tags).
func (c *Cell) Tags() []string {
	list, _ := c.Metadata["tags"].([]any)
	var tags []string
	for _, t := range list {
		if s, ok := t.(string); ok {
			tags = append(tags, s)
		}
	}
	return tags
}

// HasTag reports whether the cell carries the tag.
func (c *Cell) HasTag(tag string) bool { return slices.Contains(c.Tags(), tag) }

// An OutputType is the kind of an output. Other kinds may come from later versions of the format.
type OutputType string

const (
	Stream        OutputType = "stream"
	DisplayData   OutputType = "display_data"
	ExecuteResult OutputType = "execute_result"
	Error         OutputType = "error"
)

// An Output is one output of a code cell. Which fields count depends on Type.
type Output struct {
	Type OutputType

	Name string // Stream: "stdout" or "stderr"
	Text string // Stream

	Data           map[string]any // DisplayData, ExecuteResult: MIME type to string, or to any tree for JSON types
	Metadata       map[string]any // DisplayData, ExecuteResult
	ExecutionCount *int           // ExecuteResult

	EName     string   // Error
	EValue    string   // Error
	Traceback []string // Error: lines, with ANSI colours

	Extra map[string]any
}
