package nbformat

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

//go:embed schema-4.5.json
var schemaJSON []byte

const schemaName = "nbformat.v4.5.schema.json"

// An InvalidError reports where a notebook breaks the rules of format 4.5.
type InvalidError struct {
	Problems []string // each names the cell and output, counted from 1, and the field
}

func (e *InvalidError) Error() string {
	return "not a valid 4.5 notebook: " + strings.Join(e.Problems, "; ")
}

// Validate checks nb against the JSON schema of format 4.5 and the rule that cell ids are
// unique. The error is an *InvalidError unless nb cannot be written at all.
func (nb *Notebook) Validate() error {
	data, err := nb.Bytes() // rather than the tree: what is checked is what is stored
	if err != nil {
		return err
	}
	return ValidateJSON(data)
}

// ValidateJSON checks the text of an .ipynb file. The error is an *InvalidError unless the text
// is not JSON.
func ValidateJSON(data []byte) error {
	tree, err := decode(data)
	if err != nil {
		return err
	}
	problems := append(schemaProblems(tree), idProblems(tree)...)
	if len(problems) > 0 {
		return &InvalidError{Problems: problems}
	}
	return nil
}

// definitions are the schemas that are named by a cell's or output's type. Checking a part
// against the one that it claims to be gives an error that says what is wrong, where the whole
// schema could only say that none of the alternatives fits.
func definitions() []string {
	return []string{"code_cell", "markdown_cell", "raw_cell", "stream", "display_data", "execute_result", "error"}
}

// schemas compiles the embedded schema once; both are constant afterwards.
var schemas = sync.OnceValue(func() map[string]*jsonschema.Schema {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(schemaJSON))
	if err != nil {
		panic(err) // embedded
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(schemaName, doc); err != nil {
		panic(err)
	}
	all := map[string]*jsonschema.Schema{"": c.MustCompile(schemaName)}
	for _, name := range definitions() {
		all[name] = c.MustCompile(schemaName + "#/definitions/" + name)
	}
	return all
})

func schemaProblems(tree any) []string {
	err := schemas()[""].Validate(tree)
	if err == nil {
		return nil
	}
	var problems []string
	root, _ := tree.(map[string]any)
	cells, _ := root["cells"].([]any)
	for i, c := range cells {
		problems = append(problems, cellProblems(fmt.Sprintf("cell %d: ", i+1), c)...)
	}
	for _, p := range explain("", err) {
		// What is wrong inside a cell has been said better.
		if !strings.HasPrefix(p, "cells/") || len(problems) == 0 {
			problems = append(problems, p)
		}
	}
	return problems
}

func cellProblems(path string, v any) []string {
	c, _ := v.(map[string]any)
	kind, _ := c["cell_type"].(string)
	schema := schemas()[kind+"_cell"]
	if schema == nil {
		return []string{fmt.Sprintf("%scell_type %.40q: want code, markdown or raw", path, kind)}
	}
	var problems []string
	outputs, _ := c["outputs"].([]any)
	for i, o := range outputs {
		problems = append(problems, outputProblems(fmt.Sprintf("%soutput %d: ", path, i+1), o)...)
	}
	for _, p := range explain(path, schema.Validate(v)) {
		if !strings.HasPrefix(p, path+"outputs/") || len(problems) == 0 {
			problems = append(problems, p)
		}
	}
	return problems
}

func outputProblems(path string, v any) []string {
	o, _ := v.(map[string]any)
	kind, _ := o["output_type"].(string)
	schema := schemas()[kind]
	if kind == "" || schema == nil || strings.HasSuffix(kind, "_cell") {
		return []string{fmt.Sprintf("%soutput_type %.40q: want stream, display_data, execute_result or error", path, kind)}
	}
	return explain(path, schema.Validate(v))
}

// explain lists the leaves of a schema error as "path field/name: reason".
func explain(path string, err error) []string {
	var invalid *jsonschema.ValidationError
	if err == nil {
		return nil
	}
	if !errors.As(err, &invalid) {
		return []string{path + err.Error()}
	}
	english := message.NewPrinter(language.English)
	var leaves []string
	var walk func(e *jsonschema.ValidationError)
	walk = func(e *jsonschema.ValidationError) {
		if len(e.Causes) == 0 && len(leaves) < 20 {
			at := ""
			if len(e.InstanceLocation) > 0 {
				at = strings.Join(e.InstanceLocation, "/") + ": "
			}
			leaves = append(leaves, path+at+e.ErrorKind.LocalizedString(english))
		}
		for _, cause := range e.Causes {
			walk(cause)
		}
	}
	walk(invalid)
	return leaves
}

func idProblems(tree any) []string {
	root, _ := tree.(map[string]any)
	cells, _ := root["cells"].([]any)
	first := map[string]int{}
	var problems []string
	for i, v := range cells {
		c, _ := v.(map[string]any)
		id, ok := c["id"].(string)
		if !ok {
			continue
		}
		if j, twice := first[id]; twice {
			problems = append(problems, fmt.Sprintf("cell %d: id %.80q is that of cell %d", i+1, id, j))
			continue
		}
		first[id] = i + 1
	}
	return problems
}
