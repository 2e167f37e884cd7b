package slice

import (
	"fmt"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
	"weft/kernel/golang/spawn"
)

// findProcesses finds the functions that processes may be told to run: those that the program's code names in calls
// of package procs, and for a program of kind Processes those that were asked for. They all are in the program already.
func (s *slicer) findProcesses() {
	found := map[string]*types.Func{}
	add := func(calls []spawn.Call) {
		for _, c := range calls {
			if c.Func != nil {
				found[c.Func.Name()] = c.Func
			}
		}
	}
	for _, d := range s.order {
		if d.Node != nil {
			add(spawn.Calls(s.unit.Info, d.Node))
		}
	}
	for _, d := range s.unit.Cell.File.Decls {
		add(spawn.Calls(s.unit.Info, d))
	}
	for _, stmt := range s.unit.Cell.Stmts {
		add(spawn.Calls(s.unit.Info, stmt))
	}
	for _, r := range s.options.Roots {
		if f, ok := s.unit.Pkg.Scope().Lookup(r.Name).(*types.Func); ok {
			found[r.Name] = f
		}
	}
	for _, f := range found {
		s.processes = append(s.processes, f)
	}
	slices.SortFunc(s.processes, func(a, b *types.Func) int { return strings.Compare(a.Name(), b.Name()) })
}

// noProcesses refuses processes in virtual time: their time is real.
func (s *slicer) noProcesses() {
	if !s.options.Virtual {
		return
	}
	for p := range s.imports {
		if p.Imported().Path() == spawn.Path {
			s.refuse(cell.Pos{Cell: s.unit.Cell.Number, Line: 1, Col: 1}, "processes do not run in virtual time, which other processes do not have", "use %%native, or goroutines")
			return
		}
	}
}

// needRoots needs the functions that were asked for.
func (s *slicer) needRoots() {
	for _, r := range s.options.Roots {
		obj := s.unit.Pkg.Scope().Lookup(r.Name)
		if _, ok := obj.(*types.Func); !ok {
			s.refuse(r.Pos, r.Name+" is not a function of the session any more", "declare it as a function")
			continue
		}
		s.site = r.Pos
		s.need(obj)
	}
}

// noVariables refuses what functions use of the session's variables: another process has variables of its own, which
// nobody has set.
func (s *slicer) noVariables() {
	for _, obj := range s.objects() {
		v, ok := obj.(*types.Var)
		if !ok {
			continue
		}
		u := s.uses[v]
		s.refuse(u.pos, fmt.Sprintf("%s cannot run in another process: it uses the session's variable %s, which that process does not have", u.through, v.Name()),
			"make it a parameter; what processes share is a procs.Queue, procs.SharedArray or the like")
	}
}

// serveProcesses is the statement that makes the functions known, and serves them in a process that was started for that;
// address says that they are also to be found by their addresses, which interpreted ones are not.
func (s *slicer) serveProcesses(w *writer, address bool) string {
	procs := w.pkg(spawn.Path, "procs")
	var b strings.Builder
	fmt.Fprintf(&b, "%s.Serve([]%s.Function{\n", procs, procs)
	for _, f := range s.processes {
		name := s.programName(f)
		fmt.Fprintf(&b, "{Name: %q, ", f.Name())
		if address {
			fmt.Fprintf(&b, "Func: %s, ", name)
		}
		fmt.Fprintf(&b, "Call: func(@r *%s.Reader, @w *%s.Writer) {\n", procs, procs)
		sig := f.Signature()
		var args, results []string
		for i := range sig.Params().Len() {
			args = append(args, "@"+strconv.Itoa(i))
			fmt.Fprintf(&b, "var @%d %s\n@r.Get(&@%d)\n", i, w.typ(sig.Params().At(i).Type()), i)
		}
		for i := range sig.Results().Len() {
			results = append(results, "@v"+strconv.Itoa(i))
		}
		call := name + "(" + strings.Join(args, ", ") + ")"
		if len(results) > 0 {
			call = strings.Join(results, ", ") + " := " + call
		}
		b.WriteString("if @r.End() != nil {\nreturn\n}\n" + call + "\n")
		for _, r := range results {
			b.WriteString("@w.Put(&" + r + ")\n")
		}
		b.WriteString("}},\n")
	}
	b.WriteString("})\n")
	return strings.ReplaceAll(b.String(), "@", mark)
}

// processesMain is the main function of a program that does nothing else.
func (s *slicer) processesMain(w *writer) string {
	return "func main() {\n" + s.serveProcesses(w, true) + w.pkg("os", "os") + ".Exit(125)\n}\n"
}

// processesCell is the same program as a cell for an interpreter.
func (s *slicer) processesCell() string {
	w := newWriter(s.unit.Pkg)
	serve := s.serveProcesses(w, false)
	text := s.file.imports() + w.imports() + s.declared() + serve
	s.predeclared("func _() {\n" + serve + "}\n")
	return text
}

// startsProcesses reports whether the program imports package procs.
func (s *slicer) startsProcesses() bool {
	for im := range s.file.packages {
		if im == (check.Import{Name: im.Name, Path: spawn.Path}) {
			return true
		}
	}
	return false
}
