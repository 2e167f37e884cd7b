// Package comments reads the doc comments of one package from its source. It knows neither
// where sources are nor how comments are shown.
package comments

import (
	"fmt"
	"go/ast"
	"go/build"
	"go/doc"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
)

// Read returns the doc comments of the package in dir by name: "" for the package itself,
// "Println", "WaitGroup.Add" for a method, field or interface method. It takes the files that
// ctx selects. Names without a comment are absent; so are names that are not exported, but for
// package builtin.
func Read(ctx build.Context, dir, importPath string) (map[string]string, error) {
	listed, err := ctx.ImportDir(dir, 0)
	if err != nil {
		return nil, fmt.Errorf("list files of %s: %w", importPath, err)
	}
	fset := token.NewFileSet()
	var files []*ast.File
	for _, name := range append(listed.GoFiles, listed.CgoFiles...) {
		file, err := parser.ParseFile(fset, filepath.Join(dir, name), nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, fmt.Errorf("parse %s: %w", importPath, err)
		}
		files = append(files, file)
	}
	mode := doc.Mode(0)
	if importPath == "builtin" {
		mode = doc.AllDecls // its names are predeclared, not exported
	}
	pkg, err := doc.NewFromFiles(fset, files, importPath, mode)
	if err != nil {
		return nil, fmt.Errorf("collect comments of %s: %w", importPath, err)
	}
	c := collector{texts: make(map[string]string), all: mode == doc.AllDecls}
	c.put("", pkg.Doc)
	c.values(pkg.Consts)
	c.values(pkg.Vars)
	c.funcs("", pkg.Funcs)
	for _, t := range pkg.Types {
		c.put(t.Name, t.Doc)
		c.values(t.Consts)
		c.values(t.Vars)
		c.funcs("", t.Funcs)
		c.funcs(t.Name+".", t.Methods)
		c.members(t)
	}
	return c.texts, nil
}

// collector gathers comments by name.
type collector struct {
	texts map[string]string
	all   bool // names that are not exported too
}

func (c collector) put(name, text string) {
	if text = strings.TrimSpace(text); text != "" {
		c.texts[name] = text
	}
}

func (c collector) funcs(prefix string, funcs []*doc.Func) {
	for _, f := range funcs {
		c.put(prefix+f.Name, f.Doc)
	}
}

// values takes each constant's or variable's own comment, or else that of its group.
func (c collector) values(groups []*doc.Value) {
	for _, g := range groups {
		for _, spec := range g.Decl.Specs {
			v := spec.(*ast.ValueSpec)
			text := v.Doc.Text() + v.Comment.Text()
			if text == "" {
				text = g.Doc
			}
			for _, name := range v.Names {
				if c.all || name.IsExported() {
					c.put(name.Name, text)
				}
			}
		}
	}
}

// members takes the comments of a struct's fields or an interface's methods.
func (c collector) members(t *doc.Type) {
	for _, spec := range t.Decl.Specs {
		var list *ast.FieldList
		switch typ := spec.(*ast.TypeSpec).Type.(type) {
		case *ast.StructType:
			list = typ.Fields
		case *ast.InterfaceType:
			list = typ.Methods
		default:
			continue
		}
		for _, field := range list.List {
			for _, name := range field.Names {
				if c.all || name.IsExported() {
					c.put(t.Name+"."+name.Name, field.Doc.Text()+field.Comment.Text())
				}
			}
		}
	}
}
