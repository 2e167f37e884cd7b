// Package slice cuts a cell out of its session: from a checked cell it makes the text of a Go program that
// holds the cell and exactly those declarations of the session that it needs, with the learner's text
// word for word and at its own positions. It also writes the code that carries variables into the program and
// back. It is pure: it builds and starts nothing.
package slice

import (
	"go/types"
	"maps"
	"slices"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
	"weft/kernel/golang/spawn"
)

// Import paths of the compiled support that programs use.
const (
	displayPath = "weft/display"

	CrossPath = "weft/cross"      // variables and events
	ShowPath  = "weft/cross/show" // the value of a last expression; also connects weft/display
	// BubblePath is what runs a function in virtual time. Programs that import it, and the learner's imports with
	// them, are to be built as package bubble says.
	BubblePath = "weft/kernel/engine/native/bubble/run"
)

// Options say what the program is for. The zero Options make a program that runs the cell.
type Options struct {
	Kind Kind

	Names   []string     // Test: tests of earlier cells that are run as well
	Roots   []spawn.Root // Processes: functions of earlier cells, and what leads to them
	Cover   bool         // statements are counted: see Program.Blocks
	Race    bool         // the program is built with the race detector: it accesses variables exactly as the text does
	Virtual bool         // the cell runs in a bubble of virtual time: see Program.Reports
	Show    bool         // the value of the cell's last expression is a result
	Profile Profile      // Cell: what is measured while it runs; "" for nothing
}

// reached are the names of what the program needs besides what the cell mentions.
func (o Options) reached() []string {
	names := slices.Clone(o.Names)
	for _, r := range o.Roots {
		names = append(names, r.Name)
	}
	return names
}

// A Kind is what a program is for.
type Kind int

// The kinds of programs.
const (
	Cell      Kind = iota // runs the cell
	Func                  // serves the cell's functions: see Program.StubsTo
	Test                  // runs the cell, then its tests and benchmarks as the arguments of a test binary say
	Processes             // serves functions of earlier cells to package procs: see Program.Interpret
)

// A Program is the text of a Go program, package main.
type Program struct {
	Files   []File
	Imports []string // all packages that the files import, sorted

	In  []string // the session's variables that it reads
	Out []string // those that come back if they changed, and the new ones
	// Stay are new variables that stay in the compiled cell, because their values cannot leave it, and the
	// functions that mention these.
	Stay []Stays

	// Declare is a cell of the same number that declares what the cell does, at the same positions, variables
	// without their values; "" if it declares nothing. It is to be committed in the cell's place.
	Declare string

	// Functions are those that a worker serves, if the program is of kind Func; Stay says why others stay
	// interpreted.
	Functions []string

	// Interpret is the program as a cell of a fresh session, if it is of kind Processes: a cell of weft's own.
	Interpret string

	// Reports are what comes back before the variables, each as its name and a cross.Writer.Bytes: CoverReport,
	// VirtualReport and ProfileReport, if they are asked for.
	Reports []string
	Blocks  []Block // what is counted

	export, imports, stubs string
}

// Names of reports.
const (
	CoverReport   = mark + "cover"   // how often each block was executed, as little-endian uint32
	VirtualReport = mark + "virtual" // the run.Outcome of package bubble, as JSON
)

// A File is a Go file of the program. Positions of the learner's text in it are those of the cells, in
// files called cell.FileName(n).
type File struct{ Name, Text string }

// Of cuts the program of a checked cell out of the session. What cannot be compiled as it is is
// refused: then the program is nil, and the diagnostics say where and what to do instead.
func Of(u *check.Unit, o Options) (*Program, []cell.Diagnostic) {
	s := &slicer{options: o, unit: u.Deep(false, o.reached()...)}
	if !s.unit.OK() {
		return nil, s.unit.Diagnostics
	}
	s.close()
	if o.Kind != Processes && s.polymorphic() { // any type of the session may stand behind an interface
		s = &slicer{options: o, unit: u.Deep(true, o.reached()...)}
		s.close()
		s.implementers()
	}
	s.arrange()
	s.name()
	s.findWrites()
	s.findProcesses()
	s.noProcesses()
	switch o.Kind {
	case Func:
		s.findServed()
	case Processes:
		s.noVariables()
	default:
		s.findVariables()
		s.findStaying()
	}
	if o.Kind == Test {
		s.findTests()
	}
	if len(s.refused) > 0 {
		return nil, s.refused
	}
	p := s.program()
	if len(s.refused) > 0 {
		return nil, s.refused
	}
	return p, nil
}

func (s *slicer) program() *Program {
	p := &Program{Stay: s.stays, Declare: s.declareCell(), export: s.exportCell(), imports: s.importCell()}
	if s.options.Kind == Func {
		p = &Program{Stay: s.stays, stubs: s.stubsCell()}
		for _, sv := range s.served {
			p.Functions = append(p.Functions, key(sv.fn))
		}
	}
	if s.options.Kind == Processes {
		p = &Program{Interpret: s.processesCell()}
	}
	p.Files = append(p.Files, File{"cell.go", s.cellFile()})
	p.Blocks, p.Reports = s.blocks, s.reports()
	main, w := s.mainFile()
	p.Files = append(p.Files, File{"main.go", main})
	paths := map[string]bool{}
	for _, packages := range []map[check.Import]bool{s.file.packages, w.packages} {
		for im := range packages {
			paths[im.Path] = true
		}
	}
	p.Imports = slices.Sorted(maps.Keys(paths))
	for _, v := range s.variables {
		if !v.fresh {
			p.In = append(p.In, v.obj.Name())
		}
		if v.back {
			p.Out = append(p.Out, v.obj.Name())
		}
	}
	return p
}

// slicer is the work on one cell.
type slicer struct {
	options Options
	unit    *check.Deep

	earlier map[types.Object]*check.Decl // declarations of earlier cells
	methods map[string][]*check.Decl     // theirs, by the name of the type
	needed  map[types.Object]bool        // package-level objects of the program
	order   []*check.Decl                // those of earlier cells, in order of declaration
	before  map[types.Object]bool        // what names meant before the cell gave them another meaning

	site    cell.Pos             // what of the cell is being followed
	depth   int                  // of declarations of earlier cells around it
	through string               // the function of the session that it leads through
	uses    map[types.Object]use // how the cell leads to package-level objects

	names   map[types.Object]string   // of objects that have another name in the program
	imports map[*types.PkgName]string // the same for packages, as code refers to them
	dots    map[*types.Package]string // names of packages whose objects are used without one
	file    *writer                   // the file with the learner's text

	written   map[*types.Var]bool   // may be changed
	tried     map[types.Object]bool // see try
	variables []*variable
	served    []*served
	processes []*types.Func
	suite     suite
	blocks    []Block
	privates  map[*types.Var]bool // see private
	stays     []Stays
	refused   []cell.Diagnostic
}

// refuse notes that something cannot be compiled.
func (s *slicer) refuse(at cell.Pos, what, instead string) {
	d := cell.Diagnostic{Pos: at, Message: what, Hint: instead}
	if !slices.ContainsFunc(s.refused, func(o cell.Diagnostic) bool { return o.Pos == d.Pos && o.Message == d.Message }) {
		s.refused = append(s.refused, d)
	}
}
