package listing

import (
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"weft/kernel/golang/cell"
)

// settle writes the program until the type checker accepts it: a variable of func main that nothing uses has to be
// one of the package.
func (b *builder) settle() (*Program, []cell.Diagnostic, error) {
	for range len(b.versions) + 1 {
		text, paths, err := b.write()
		if len(b.refused) > 0 || err != nil {
			return nil, b.refused, err
		}
		errs := b.check(text)
		if len(errs) == 0 {
			return &Program{Text: text, Imports: paths, Notes: b.notes}, nil, nil
		}
		moved := false
		for _, e := range errs {
			if name, ok := strings.CutPrefix(e.Msg, "declared and not used: "); ok {
				moved = b.moveOut(name) || moved
			}
		}
		if !moved {
			b.refuse(placeOf(text, errs[0]), "the program would not compile: "+errs[0].Msg, "save the other cells: %save FILE.go and their numbers")
			return nil, b.refused, nil
		}
		b.spreadGlobals()
	}
	return nil, nil, fmt.Errorf("write the program: it does not settle")
}

// moveOut makes the variable of that name one of the package.
func (b *builder) moveOut(name string) bool {
	moved := false
	for _, v := range b.versions {
		if v.name == name && v.variable() != nil && !v.global {
			v.global, moved = true, true
		}
	}
	return moved
}

// write is the whole program.
func (b *builder) write() (text string, paths []string, err error) {
	b.notes = nil
	b.name()
	b.nameImports()
	if b.refuseImports(); len(b.refused) > 0 {
		return "", nil, nil
	}
	var decls, main strings.Builder
	for _, p := range b.parts {
		if text := b.declarations(p); text != "" {
			fmt.Fprintf(&decls, "// %s\n\n%s", cellName(p.cell.Number), text)
		}
	}
	for _, p := range b.parts {
		main.WriteString(b.body(p))
	}
	imports, paths := b.imports()
	whole := "package main\n\n" + imports + decls.String() + "func main() {\n" + strings.TrimRight(main.String(), "\n") + "\n}\n"
	out, err := format.Source([]byte(whole))
	if err != nil {
		return "", nil, fmt.Errorf("write the program: %w", err)
	}
	return string(out), paths, nil
}

// declarations are those of a cell that stand outside of func main.
func (b *builder) declarations(p *part) string {
	var s, vars strings.Builder
	groups := map[*ast.GenDecl]bool{}
	for _, v := range b.versions {
		if v.number != p.cell.Number || !b.emitted(v) {
			continue
		}
		switch {
		case v.node != nil:
			s.WriteString(b.declaration(v))
		case v.group != nil && !groups[v.group]:
			groups[v.group] = true
			s.WriteString(b.constants(v))
		case v.variable() != nil && v.global && v.again == nil:
			vars.WriteString(b.global(v))
		}
	}
	if vars.Len() > 0 {
		return vars.String() + "\n" + s.String()
	}
	return s.String()
}

// check is what the type checker says about the program.
func (b *builder) check(text string) []types.Error {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "main.go", text, parser.SkipObjectResolution)
	if err != nil {
		return []types.Error{{Fset: fset, Msg: err.Error()}}
	}
	var errs []types.Error
	conf := types.Config{Importer: b.importer, Error: func(err error) {
		if e, ok := err.(types.Error); ok {
			errs = append(errs, e)
		}
	}}
	conf.Check("main", fset, []*ast.File{f}, nil)
	return errs
}

// placeOf is the cell that a place of the program comes from.
func placeOf(text string, e types.Error) cell.Pos {
	at := cell.Pos{Line: 1, Col: 1}
	if e.Fset == nil || !e.Pos.IsValid() {
		return at
	}
	lines := strings.Split(text, "\n")
	for i := min(e.Fset.Position(e.Pos).Line, len(lines)) - 1; i >= 0; i-- {
		name, ok := strings.CutPrefix(strings.TrimSpace(lines[i]), "// cell [")
		if n, err := strconv.Atoi(strings.TrimSuffix(name, "]")); ok && err == nil {
			at.Cell = n
			break
		}
	}
	return at
}
