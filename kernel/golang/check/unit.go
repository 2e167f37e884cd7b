// Package check owns the types of a session: it checks each cell against everything that
// earlier cells declared and says in the compiler's words what is wrong with it. It runs nothing
// and knows no process, no interpreter and no message.
package check

import (
	"go/ast"
	"go/token"
	"go/types"

	"weft/kernel/golang/cell"
)

// A Unit is a checked cell. Unless OK, only Cell and Diagnostics are meant to be used (Fset, Pkg
// and Info are there as far as checking got). A Unit is read-only.
type Unit struct {
	Cell        *cell.Cell
	Diagnostics []cell.Diagnostic // sorted by position; after ten errors cell.TooMany

	// Seq is the generation of what this unit emits: Cell.Number, unless another committed cell
	// has that number already, then the next free one. Lowered names carry it; see Gen.
	Seq int

	// Fset locates every position of this unit, also those in Redo and Generics, as a line and
	// column of a file called cell.FileName(n). cell.Locate reads that.
	Fset *token.FileSet
	// Pkg is a fresh package per unit, path and name "main". Its scope holds the live
	// declarations that the unit's code can reach; all of them if the unit declares or emits again
	// a method of a type that it does not emit itself. Objects are not the same pointers from unit to unit: compare
	// them across units by name (and receiver) and Gen. Names with a ᐧ in them are not the session's.
	Pkg *types.Package
	// Info has everything recorded for this cell's code and for Redo and Generics: Types, Defs,
	// Uses, Selections, Implicits, Instances, Scopes, InitOrder, FileVersions. A name on the left
	// side of := is in Defs if it is new, else in Uses; ask Info.ObjectOf, it need not be in Types.
	Info *types.Info

	Imports     []Import // what the code of this unit (Redo and Generics too) uses, sorted by path, then name
	AutoImports []Import // those of the cell that were added because the cell forgot them

	Types  []*ast.TypeSpec // top-level types and aliases to emit, generic ones too; those declared again word for word, with nothing they mention changed, keep their generation and are not listed
	Funcs  []*ast.FuncDecl // functions and methods, generic ones too, func main too; not init, not _
	Inits  []*ast.FuncDecl // func init()s, each to be called once, in order, just before Body[InitAt]
	InitAt int
	Consts []*types.Const // top-level constants
	Vars   []*types.Var   // new package-level variables in source order, also from :=; not _

	// Body is what the cell executes, in order of execution: all statements, top-level var
	// declarations as *ast.DeclStmt. Types, constants, functions and imports are not in it. In a cell that
	// consists of declarations only the variables come in Go's initialisation order, one
	// declaration each. A := at the top level (also below a label) stays an *ast.AssignStmt: its
	// new names are package-level variables, the others are assigned. A deferred call of the top
	// level runs when the body ends; return does not occur there.
	Body []ast.Stmt
	// Value is the expression of the last statement of Body (an *ast.ExprStmt) if the cell
	// displays it, else nil. Its type is never untyped; a *types.Tuple if it is a call with several results.
	Value ast.Expr
	// HasMain: the cell is a pasted program; after Body, its func main is called, once.
	HasMain bool

	// Redo holds declarations of earlier cells that have to be emitted again, because something
	// they mention (directly or not) was redefined here: *ast.FuncDecl with its body, or
	// *ast.GenDecl with one *ast.TypeSpec. Types come first. Their Gen is Seq.
	Redo []ast.Decl
	// Generics holds the generic functions, generic types and methods of generic types from earlier cells that this
	// unit can reach, with bodies, for instantiation. They are not in Redo, and keep their Gen.
	Generics []ast.Decl

	// Lost names what this cell takes away from the session: variables whose type it redefines,
	// and functions that do not compile any more with what it redefines.
	Lost []Lost

	draft *draft
	older map[types.Object]int // objects of names that this cell redefines, as they were before
}

// An Import is a package as code refers to it.
type Import struct {
	Name string // local name; "." and "_" as in Go
	Path string
}

// A Lost declaration of an earlier cell does not exist any more once a unit is committed.
type Lost struct {
	Name string   // "p", "f", "T.m"
	Pos  cell.Pos // where it was declared
	By   string   // the redefined name that was its end; empty if it never came into the session
	Why  string   // why it did not
}

// OK reports whether the cell may run: no diagnostic is an error.
func (u *Unit) OK() bool {
	for _, d := range u.Diagnostics {
		if d.Severity == cell.Error {
			return false
		}
	}
	return true
}

// Former is the generation of the session's variable that v, one of Vars, takes the place of; 0 if its
// name was no variable's.
func (u *Unit) Former(v *types.Var) int {
	if l := u.draft.st.byKey[v.Name()]; l != nil && l.kind == varKind {
		return l.gen
	}
	return 0
}

// Declares lists the session variables that a statement of Body declares. After a panic in the
// middle of a cell those of the statements behind it have not been set.
func (u *Unit) Declares(s ast.Stmt) []*types.Var {
	var vars []*types.Var
	for _, v := range u.Vars {
		if s.Pos() <= v.Pos() && v.Pos() < s.End() {
			vars = append(vars, v)
		}
	}
	return vars
}

// Gen is the generation of a package-level object or method of the session, that is the Seq of
// the unit that emitted its live version. It is 0 for everything else: locals, fields, imported
// and predeclared objects. Instantiated methods have the generation of their origin.
func (u *Unit) Gen(obj types.Object) int {
	if gen, ok := u.older[obj]; ok {
		return gen
	}
	return u.draft.generation(keyOf(obj))
}
