package slice

import (
	"fmt"
	"go/types"
	"strings"

	"weft/kernel/golang/check"
)

// Names in main.go.
const (
	showName    = mark + "show"    // the function that tells the value of the cell's last expression
	reachedName = mark + "reached" // how far the cell has come: see cross.Global
)

// mainFile is the file with what we write: the main function, and the code that carries variables.
func (s *slicer) mainFile() (string, *writer) {
	w := newWriter(s.unit.Pkg)
	var b strings.Builder
	if s.shows() {
		b.WriteString("func " + showName + "(values ...any) { " + w.pkg(ShowPath, "show") + ".Result(values...) }\n")
	} else if s.displays() {
		w.packages[check.Import{Name: "_", Path: ShowPath}] = true
	}
	if s.anyStep() {
		b.WriteString("var " + reachedName + " int\n")
	}
	if s.options.Kind == Func {
		b.WriteString(s.serveMain(w))
	} else {
		b.WriteString(s.mainFunc(w))
	}
	return "package main\n\n" + w.imports() + b.String(), w
}

func (s *slicer) mainFunc(w *writer) string {
	cross := w.pkg(CrossPath, "cross")
	if len(s.variables) == 0 {
		return fmt.Sprintf("func main() { %s.Main(%s.Program{Run: %s}) }\n", cross, cross, bodyName)
	}
	c := newCodec(w.typ, w.pkg, s.candidates)
	reached := reachedName
	var b strings.Builder
	if !s.anyStep() {
		reached = mark + "none"
		b.WriteString("var " + reached + " int\n")
	}
	fmt.Fprintf(&b, "func main() {\n%s.Main(%s.WithGlobals(%s, &%s, []%s.Global{\n", cross, cross, bodyName, reached, cross)
	for _, v := range s.variables {
		name := s.programName(v.obj)
		fmt.Fprintf(&b, "{Name: %q, Put: func(%sw *%s.Writer) { %s }", v.obj.Name(), mark, cross, strings.TrimSuffix(c.put(v.obj.Type(), name), "\n"))
		if !v.fresh {
			fmt.Fprintf(&b, ", Get: func(%sr *%s.Reader) { %s = %s }", mark, cross, name, c.get(v.obj.Type()))
		}
		fmt.Fprintf(&b, ", Back: %v, Step: %d, Shared: %v, Unordered: %v},\n", v.back, v.step, shares(v.obj.Type()), contains(v.obj.Type(), isMap))
	}
	b.WriteString("}))\n}\n")
	return b.String() + strings.Join(c.puts, "") + strings.Join(c.gets, "")
}

// programName is the name that an object has in the program.
func (s *slicer) programName(obj types.Object) string {
	if n := s.names[obj]; n != "" {
		return n
	}
	return obj.Name()
}

// shows reports whether the program has a value to show.
func (s *slicer) shows() bool { return s.options.Show && s.options.Kind == Cell && s.unit.Value != nil }

// displays reports whether the program uses weft/display.
func (s *slicer) displays() bool {
	for im := range s.file.packages {
		if im.Path == displayPath {
			return true
		}
	}
	return false
}
