package check

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"

	"weft/kernel/golang/cell"
)

// state is everything a session knows at one moment. It is never changed once it is current, so
// checks can go on with it while a commit makes the next one.
type state struct {
	lives   []*live             // in order of declaration
	byKey   map[string]*live    // the same
	methods map[string][]string // type -> keys of its methods, see addMethod
	imports map[string]string   // local name -> path, of all cells; not "." and "_"
	dots    []string            // paths of dot imports, in order
	blanks  []string            // paths of imports under the name _, in order
	lost    map[string]Lost     // what is gone and was not declared again
	empty   map[string]bool     // variables that have lost their values, see LoseValues
	cells   map[int]*source     // by slot: cells with live declarations
	used    map[int]int         // cell number -> how often it was committed
	hidden  *types.Package      // the package of frozen objects; one for all, so that it keeps no unit alive
}

// A source is the text of a committed cell.
type source struct {
	number int
	text   string
	files  []*token.File
}

// A live declaration is checked again with every cell, in short form: functions without body,
// variables as name and type. What mentions no type of the session is kept as a frozen object.
type live struct {
	key     string
	kind    kind
	gen     int // Seq of the unit that emitted it last
	slot    int // cell that its text is in
	pos     token.Pos
	end     token.Pos
	generic bool // generic function or type, or method of a generic type

	obj     types.Object      // frozen; nil if decl is set
	decl    ast.Decl          // short form
	helpers []*types.TypeName // names for foreign types that decl uses

	short   []string // keys that the short form mentions, sorted
	deps    []string // keys that all of it mentions, sorted
	imports []Import // packages that all of it uses
	text    string   // types and constants: the tokens of the declaration
}

type kind int

const (
	typeKind kind = iota
	funcKind      // functions and methods
	varKind
	constKind
)

func newState() *state {
	return &state{
		byKey: map[string]*live{}, methods: map[string][]string{}, imports: map[string]string{}, lost: map[string]Lost{},
		cells: map[int]*source{}, used: map[int]int{}, empty: map[string]bool{}, hidden: types.NewPackage(mainPath, mainPath),
	}
}

// with is the state after u.
func (st *state) with(u *Unit) *state {
	d := u.draft
	next := &state{
		byKey: map[string]*live{}, methods: map[string][]string{}, imports: maps.Clone(st.imports), dots: slices.Clone(st.dots), blanks: st.blanks,
		lost: maps.Clone(st.lost), cells: map[int]*source{}, used: maps.Clone(st.used), hidden: st.hidden,
	}
	fresh := d.declared(next)
	gone := map[string]bool{}
	for _, l := range fresh {
		gone[l.key] = true
		delete(next.lost, l.key)
	}
	for _, l := range u.Lost {
		gone[l.Name] = true
		next.lost[l.Name] = l
	}
	for name := range d.imports {
		gone[name] = true
	}
	again := d.redone()
	for _, l := range st.lives {
		if gone[l.key] {
			continue
		}
		if r := again[l.key]; r != nil {
			l = r
		}
		next.lives = append(next.lives, l)
	}
	next.lives = append(next.lives, fresh...)
	for _, l := range next.lives {
		next.byKey[l.key] = l
		delete(next.imports, l.key)
		if next.cells[l.slot] == nil {
			next.cells[l.slot] = st.cells[l.slot]
		}
		if l.slot == u.Seq {
			next.cells[l.slot] = &source{u.Cell.Number, u.Cell.Source, u.Cell.Files()}
		}
	}
	for _, l := range next.lives {
		if base := typeOfKey(l.key); base != "" {
			next.addMethod(base, l.key)
		}
	}
	for name, path := range d.imports {
		next.imports[name] = path
	}
	for _, path := range d.dots {
		if !slices.Contains(next.dots, path) {
			next.dots = append(next.dots, path)
		}
	}
	next.addBlanks(u)
	next.keepEmpty(st, u)
	next.used[u.Cell.Number]++
	return next
}

// addMethod notes a method of the type called base, and if that is an alias, of the type behind it.
func (st *state) addMethod(base, key string) {
	if slices.Contains(st.methods[base], key) {
		return
	}
	st.methods[base] = append(st.methods[base], key)
	if l := st.byKey[base]; l != nil && l.isAlias() {
		for _, behind := range l.deps {
			st.addMethod(behind, key)
		}
	}
}

// isAlias reports whether l is a type that another type has as a second name.
func (l *live) isAlias() bool {
	g, ok := l.decl.(*ast.GenDecl)
	return ok && l.kind == typeKind && g.Specs[0].(*ast.TypeSpec).Assign.IsValid()
}

// numberOf is the execution count of the cell that l was declared in.
func (st *state) numberOf(l *live) int {
	if src := st.cells[l.slot]; src != nil {
		return src.number
	}
	return 0
}

// place is where l was declared.
func (st *state) place(l *live) cell.Pos {
	src := st.cells[l.slot]
	if src == nil {
		return cell.Pos{}
	}
	for _, f := range src.files {
		if int(l.pos) >= f.Base() && int(l.pos) <= f.Base()+f.Size() {
			p, _ := cell.FromToken(f.Position(l.pos))
			return p
		}
	}
	return cell.Pos{Cell: src.number}
}
