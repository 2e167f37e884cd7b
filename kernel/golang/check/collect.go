package check

import (
	"go/ast"
	"go/token"
	"path"
	"strconv"
	"strings"
)

// collect finds what the cell declares at the top level, and every identifier it uses.
func (d *draft) collect() {
	d.bare = len(d.c.Stmts) > 0 || d.c.HasPackage
	for _, decl := range d.c.File.Decls {
		switch decl := decl.(type) {
		case *ast.GenDecl:
			for _, spec := range decl.Specs {
				if spec, ok := spec.(*ast.ImportSpec); ok {
					d.collectImport(spec)
				}
			}
		case *ast.FuncDecl:
			if decl.Recv == nil && (decl.Name.Name == "init" || decl.Name.Name == "_") {
				continue
			}
			d.declare(&declaration{key: funcKey(decl), kind: funcKind, ident: decl.Name, fn: decl, end: decl.End()})
		}
	}
	for _, s := range d.c.Stmts {
		d.collectStmt(s)
	}
	d.onlyDeclares = d.bare
	if _, between, _ := d.c.Arrange(); len(between)+len(d.c.Timed) > 0 {
		d.bare = false // commands have their places among the declarations
	}
	for _, decl := range d.c.File.Decls {
		d.collectWords(decl)
	}
	for _, s := range d.c.Stmts {
		d.collectWords(s)
	}
}

func (d *draft) collectWords(n ast.Node) {
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			d.words[n.Name] = true
		case *ast.LabeledStmt:
			d.labels[n.Label.Name] = true
		}
		return true
	})
}

func (d *draft) collectImport(spec *ast.ImportSpec) {
	p, err := strconv.Unquote(spec.Path.Value)
	if err != nil {
		return
	}
	name := d.packageName(p)
	if spec.Name != nil {
		name = spec.Name.Name
	}
	switch name {
	case ".":
		d.dots = append(d.dots, p)
	case "_":
	default:
		d.imports[name] = p
	}
}

// packageName is the name of the package at a path; a guess if it cannot be imported.
func (d *draft) packageName(p string) string {
	if pkg, err := d.session.importer.Import(p); err == nil {
		return pkg.Name()
	}
	name := path.Base(p)
	if len(name) > 1 && name[0] == 'v' && strings.Trim(name[1:], "0123456789") == "" {
		name = path.Base(path.Dir(p))
	}
	return name
}

// collectStmt declares what a statement of the top level declares.
func (d *draft) collectStmt(s ast.Stmt) {
	switch s := s.(type) {
	case *ast.DeclStmt:
		group := s.Decl.(*ast.GenDecl)
		for _, spec := range group.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				d.declare(&declaration{key: spec.Name.Name, kind: typeKind, ident: spec.Name, spec: spec, group: group, end: spec.End()})
			case *ast.ValueSpec:
				k := varKind
				if group.Tok == token.CONST {
					k = constKind
				}
				for _, name := range spec.Names {
					d.declare(&declaration{key: name.Name, kind: k, ident: name, spec: spec, group: group, end: spec.End()})
				}
			}
		}
		return
	case *ast.LabeledStmt:
		d.collectStmt(s.Stmt)
	case *ast.AssignStmt:
		if s.Tok != token.DEFINE {
			break
		}
		for _, lhs := range s.Lhs {
			if id, ok := lhs.(*ast.Ident); ok {
				d.declare(&declaration{key: id.Name, kind: varKind, ident: id, end: s.End()})
			}
		}
	}
	d.bare = false
}

// declare records a name; of several declarations of one name the first counts, and the type
// checker says what is to be said about the others.
func (d *draft) declare(decl *declaration) {
	if decl.key == "_" || d.names[decl.key] != nil {
		return
	}
	d.names[decl.key] = decl
	d.order = append(d.order, decl)
}

// isNew reports whether id is where a name of the cell is declared.
func (d *draft) isNew(id *ast.Ident) bool {
	decl := d.names[id.Name]
	return decl != nil && decl.ident == id
}
