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
	runName     = mark + "run"     // what the program does, where that is more than to run the cell
	statusName  = mark + "status"  // to exit with
	outcomeName = mark + "outcome" // of a bubble
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
	switch s.options.Kind {
	case Func:
		b.WriteString(s.serveMain(w))
	case Processes:
		b.WriteString(s.processesMain(w))
	default:
		b.WriteString(s.mainFunc(w))
	}
	return "package main\n\n" + w.imports() + b.String(), w
}

func (s *slicer) mainFunc(w *writer) string {
	cross := w.pkg(CrossPath, "cross")
	var b strings.Builder
	run := BodyName
	if s.options.Kind == Test {
		run = runName
		b.WriteString(s.testFunc(w))
	}
	if s.options.Virtual {
		b.WriteString(s.virtualFunc(w, run))
		run = mark + "virtually"
	}
	if s.options.Profile != "" {
		b.WriteString(s.profileFunc(w, run))
		run = mark + "profiled"
	}
	if s.options.Cover {
		b.WriteString(s.counting(w))
	}
	exit, serve := "", ""
	if s.startsProcesses() {
		serve = s.serveProcesses(w, true)
	}
	if s.options.Kind == Test {
		exit = w.pkg("os", "os") + ".Exit(" + statusName + ")\n"
	}
	if len(s.variables) == 0 && len(s.reports()) == 0 {
		fmt.Fprintf(&b, "func main() {\n%s%s.Main(%s.Program{Run: %s})\n%s}\n", serve, cross, cross, run, exit)
		return b.String()
	}
	c := newCodec(w.typ, w.pkg, s.candidates)
	reached := reachedName
	if !s.anyStep() {
		reached = mark + "none"
		b.WriteString("var " + reached + " int\n")
	}
	fmt.Fprintf(&b, "func main() {\n%s%s.Main(%s.WithGlobals(%s, &%s, []%s.Global{\n", serve, cross, cross, run, reached, cross)
	for _, r := range s.reports() {
		value := outcomeName
		if r == CoverReport {
			value = mark + "counted()"
		}
		if name, ok := profileOf(r); ok {
			value = name + ".Bytes()"
		}
		fmt.Fprintf(&b, "{Name: %q, Put: func(%sw *%s.Writer) { %sw.Bytes(%s) }, Back: true},\n", r, mark, cross, mark, value)
	}
	for _, v := range s.variables {
		name := s.programName(v.obj)
		fmt.Fprintf(&b, "{Name: %q, Put: func(%sw *%s.Writer) { %s }", v.obj.Name(), mark, cross, strings.TrimSuffix(c.put(v.obj.Type(), name), "\n"))
		if !v.fresh {
			fmt.Fprintf(&b, ", Get: func(%sr *%s.Reader) { %s = %s }", mark, cross, name, c.get(v.obj.Type()))
		}
		fmt.Fprintf(&b, ", Back: %v, Step: %d, Shared: %v, Unordered: %v},\n", v.back, v.step, shares(v.obj.Type()), contains(v.obj.Type(), isMap))
	}
	b.WriteString("}))\n" + exit + "}\n")
	return b.String() + strings.Join(c.puts, "") + strings.Join(c.gets, "")
}

// reports are what comes back before the variables.
func (s *slicer) reports() []string {
	var list []string
	if s.options.Cover {
		list = append(list, CoverReport)
	}
	if s.options.Virtual {
		list = append(list, VirtualReport)
	}
	return append(list, s.options.profiles()...)
}

// virtualFunc runs f in a bubble.
func (s *slicer) virtualFunc(w *writer, f string) string {
	run := w.pkg(BubblePath, "bubble")
	return fmt.Sprintf("var %[1]s []byte\nfunc %[2]svirtually() {\n%[2]so, %[2]se := %[3]s.Func(%[3]s.Options{Crash: true}, %[4]s)\nif %[2]se != nil {\npanic(%[2]se)\n}\n%[1]s, _ = %[5]s.Marshal(%[2]so)\n}\n",
		outcomeName, mark, run, f, w.pkg("encoding/json", "json"))
}

// programName is the name that an object has in the program.
func (s *slicer) programName(obj types.Object) string {
	if n := s.names[obj]; n != "" {
		return n
	}
	return obj.Name()
}

// shows reports whether the program has a value to show.
func (s *slicer) shows() bool { return s.options.Show && s.options.Kind != Func && s.unit.Value != nil }

// displays reports whether the program uses weft/display.
func (s *slicer) displays() bool {
	for im := range s.file.packages {
		if im.Path == displayPath {
			return true
		}
	}
	return false
}
