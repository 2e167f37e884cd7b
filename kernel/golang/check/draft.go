package check

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"weft/kernel/golang/cell"
)

// internalError begins the message about a panic of ours.
const internalError = "internal error while checking the cell"

// A draft is a cell on its way to become a unit.
type draft struct {
	session *Session
	st      *state
	c       *cell.Cell
	u       *Unit

	// What the cell declares.
	names        map[string]*declaration
	order        []*declaration
	imports      map[string]string // local name -> path, also those added by themselves
	dots         []string
	onlyDeclares bool            // it has no other statements
	bare         bool            // declarations only, and no commands between them: variables come in Go's initialisation order
	words        map[string]bool // every identifier of the cell
	labels       map[string]bool // every label of the cell

	// What it does to the session.
	changed  map[string]string // key that is not what it was -> the redefined name that is the cause
	redo     map[string]*live
	same     map[string]*live // types and constants declared again word for word
	dropped  map[string]Lost
	refilled []*ast.Ident // empty variables that the top level assigns to

	// What is checked.
	functions  *ast.File   // imports and functions of the cell
	statements *ast.File   // everything else
	old        []*ast.File // earlier declarations
	temps      []temp
	before     earlyDecls
	checked    map[*ast.Ident]types.Object // what the type checker saw where Info says something else now
	early      map[*ast.Ident]string       // identifier that means what a name was before this cell -> that name
	bodies     map[string]*ast.FuncDecl    // earlier functions with their bodies: redo and generics
	generics   []*live
	needed     map[string]bool // keys of the earlier declarations that are checked with the cell; nil for all
	errs       []types.Error

	generated  bool // by weft: it may import what is hidden from learners
	everything bool // all functions of earlier cells are emitted again

	whole bool // everything that is live is needed
	deep  bool // functions of earlier cells are checked with their bodies

	// Probes only.
	base  *Unit           // the session without the cell
	stale map[string]bool // keys of live declarations that base has not as they are with the cell
}

// A declaration is a package-level name of the cell.
type declaration struct {
	key   string
	kind  kind
	ident *ast.Ident
	fn    *ast.FuncDecl // functions
	spec  ast.Spec      // types, constants, variables with var
	group *ast.GenDecl  // where spec is in
	end   token.Pos     // end of the statement that declares it
}

func newDraft(s *Session, st *state, c *cell.Cell) *draft {
	u := &Unit{Cell: c, Seq: c.Slot(), Diagnostics: slices.Clone(c.Diagnostics)}
	return &draft{
		session: s, st: st, c: c, u: u,
		names: map[string]*declaration{}, imports: map[string]string{}, words: map[string]bool{}, labels: map[string]bool{},
		changed: map[string]string{}, redo: map[string]*live{}, same: map[string]*live{},
		dropped: map[string]Lost{}, checked: map[*ast.Ident]types.Object{}, early: map[*ast.Ident]string{}, bodies: map[string]*ast.FuncDecl{},
	}
}

// check turns the draft into its unit. If we fail, the cell is refused and the session goes on.
func (d *draft) check() (u *Unit) {
	d.u.draft = d
	defer func() {
		if r := recover(); r != nil {
			d.u.Diagnostics = append(d.u.Diagnostics, cell.Diagnostic{
				Pos: cell.Pos{Cell: d.c.Number, Line: 1, Col: 1}, Message: fmt.Sprintf("%s: %v", internalError, r),
				Hint: "this is a mistake in the kernel, please report it with the cell",
			})
			u = d.u
		}
	}()
	d.collect()
	d.autoImport()
	d.findEarlyUses()
	d.affected()
	d.generics = d.reachableGenerics()
	d.needed = d.reachable()
	d.loadBodies()
	d.hoist()
	d.files()
	for {
		d.typecheck()
		if !d.dropBroken() {
			break
		}
	}
	d.restoreEarly()
	d.report()
	d.fill()
	return d.u
}

// files makes the unit's FileSet: this cell and all cells with live declarations.
func (d *draft) files() {
	files := d.c.Files()
	for slot, src := range d.st.cells {
		if slot != d.c.Slot() {
			files = append(files, src.files...)
		}
	}
	d.u.Fset = token.NewFileSet()
	d.u.Fset.AddExistingFiles(files...)
}

// at is the place of a position.
func (d *draft) at(p token.Pos) cell.Pos { return cell.Locate(d.u.Fset, p) }
