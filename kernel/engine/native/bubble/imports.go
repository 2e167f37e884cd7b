package bubble

import (
	"go/parser"
	"go/token"
	"strconv"
)

func importsOf(name string, src []byte) ([]string, error) {
	f, err := parser.ParseFile(token.NewFileSet(), name, src, parser.ImportsOnly)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, spec := range f.Imports {
		if p, err := strconv.Unquote(spec.Path.Value); err == nil && p != "unsafe" {
			out = append(out, p)
		}
	}
	return out, nil
}
