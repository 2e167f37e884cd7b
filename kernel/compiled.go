package kernel

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"weft/kernel/engine/child"
	"weft/kernel/engine/native"
	"weft/kernel/engine/native/bubble"
	"weft/kernel/engine/native/cross"
	"weft/kernel/engine/native/kit"
	"weft/kernel/engine/pipe"
	"weft/kernel/golang/check"
	"weft/kernel/golang/slice"
	"weft/kernel/magic"
)

// Compiled implements magic.Host.
func (r *run) Compiled(ctx context.Context, c magic.Compiled) error {
	if f := r.session.obituary(); f != nil {
		return &refusal{f}
	}
	if f := r.session.restore(); f != nil {
		return &refusal{f}
	}
	if err := r.onlyGo(c.Code); err != nil {
		return err
	}
	if err := r.loadModules(ctx, r.below(c.Code)); err != nil {
		return err
	}
	unit, err := r.checked(c.Code)
	if err != nil {
		return err
	}
	k := &compiledCell{run: r, asked: c, unit: unit}
	options, err := k.options()
	if err != nil {
		return err
	}
	program, refused := slice.Of(unit, options)
	if len(refused) > 0 {
		f := r.session.compileFailure(refused)
		if p := c.Profiling.Profile; c.Mode == magic.Measure && p != magic.ProfileCPU && p != magic.ProfileHeap {
			return &cannotCompile{f}
		}
		return &refusal{f}
	}
	k.program = program
	r.remarks(unit)
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	r.session.setStop(stop)
	defer r.session.setStop(nil)
	if c.Mode == magic.Escape || c.Mode == magic.Asm {
		return k.look(ctx)
	}
	dir, err := os.MkdirTemp("", "weft-cell-")
	if err != nil {
		return fmt.Errorf("make a folder for variables: %w", err)
	}
	defer os.RemoveAll(dir)
	k.in, k.out = filepath.Join(dir, "in"), filepath.Join(dir, "out")
	return k.execute(ctx)
}

// A compiledCell is a cell on its way through the Go toolchain.
type compiledCell struct {
	*run
	asked   magic.Compiled
	unit    *check.Unit
	program *slice.Program
	in, out string // files with variables
	tests   *captured
}

// options says what kind of program is wanted.
func (k *compiledCell) options() (slice.Options, error) {
	names, err := k.testNames()
	if err != nil {
		return slice.Options{}, err
	}
	o := slice.Options{Names: names}
	switch k.asked.Mode {
	case magic.Test, magic.Bench:
		o.Kind = slice.Test
	case magic.Cover:
		o.Cover = true
		if o.Kind = slice.Cell; len(names) > 0 || k.declaresTests() {
			o.Kind = slice.Test
		}
	case magic.Virtual:
		o.Virtual, o.Show = true, true
	case magic.Measure:
		o.Show, o.Profile = true, slice.Profile(k.asked.Profiling.Profile)
	default:
		o.Show, o.Race = true, k.asked.Mode == magic.Race
	}
	return o, nil
}

// execute passes variables on, runs the program, and takes variables and declarations back.
func (k *compiledCell) execute(ctx context.Context) error {
	p, err := k.nativeProgram()
	if err != nil {
		return err
	}
	if text := k.program.ExportTo(k.in); text != "" {
		if f := k.generated(ctx, text); f != nil {
			return &refusal{f}
		}
		p.In = k.in
	}
	imports := k.program.ImportFrom(k.out) != ""
	if imports || len(k.program.Reports) > 0 {
		p.Out = k.out
	}
	var sink child.Sink = k.session.out
	if k.asksTests() {
		k.tests = &captured{outputs: k.session.out, number: k.number}
		sink = k.tests
	}
	result, err := k.session.native.Run(ctx, k.number, p, sink)
	var build *native.BuildError
	switch {
	case errors.As(err, &build):
		return &refusal{k.session.compileFailure(build.Diagnostics)}
	case err != nil:
		return err
	}
	failure := k.ending(result)
	if f := k.comeBack(imports); f != nil && failure == nil {
		failure = f
	}
	if failure != nil {
		return &refusal{failure}
	}
	return nil
}

// nativeProgram is the program's text as the engine takes it.
func (k *compiledCell) nativeProgram() (native.Program, error) {
	main := kit.Package{Path: "main"}
	for _, f := range k.program.Files {
		main.Files = append(main.Files, kit.File{Name: f.Name, Text: f.Text})
	}
	p := native.Program{Dir: k.session.dir(), Environ: k.session.environ(), Job: kit.Job{Race: k.asked.Mode == magic.Race || k.asked.Race}, Args: k.testArgs()}
	if k.asked.Mode == magic.Virtual {
		main.ImportMap = bubble.Virtual()
		p.Job.Packages = virtualPackages()
	}
	p.Job.Packages = append(p.Job.Packages, main)
	var err error
	p.Job.Modules, err = k.session.module.Job(k.program.Imports)
	return p, err
}

// ending is how the program ended, nil if well. It shows what the program was run for.
func (k *compiledCell) ending(result native.Result) *Failure {
	s := k.session
	p := s.out.end()
	reports := k.reports()
	if result.Done.Status == pipe.Interrupted {
		return interruptedFailure()
	}
	if k.asksTests() {
		if f := k.showTests(result, reports); f != nil {
			return f
		}
		if result.Done.Status == pipe.Exited {
			result.Done.Status = pipe.OK // failed tests have been shown
		}
	} else if data, ok := reports[slice.CoverReport]; ok {
		k.showCover(data)
	}
	if k.asked.Mode == magic.Measure {
		k.showProfile(reports)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.sleepers(s.doneFailure(result.Done, p), k.number, result.Crash)
	if data, ok := reports[slice.VirtualReport]; ok {
		f = k.showVirtual(data, f)
	}
	if len(result.Races) > 0 {
		f = s.raceFailure(result.Races, f)
	}
	if f == nil && result.Fault != "" {
		f = &Failure{Name: "VariableError", Value: firstLine(result.Fault), Traceback: []string{red + result.Fault + plain}, Code: 1}
	}
	return f
}

func interruptedFailure() *Failure {
	text := "the compiled cell was interrupted; the session's variables are as they were"
	return &Failure{Name: "Interrupted", Value: "interrupted", Traceback: []string{red + text + plain}, Code: 130}
}

// reports are those that the program wrote, by name.
func (k *compiledCell) reports() map[string][]byte {
	found := map[string][]byte{}
	if len(k.program.Reports) == 0 || !written(k.out) {
		return found
	}
	r := cross.Load(k.out)
	r.Lost()
	for _, name := range k.program.Reports {
		if r.Bool() {
			r.Var(name)
			found[name] = r.Bytes()
		}
	}
	if r.Err() != nil {
		return nil
	}
	return found
}

// written reports whether the program has written its file; one that is killed has not.
func written(file string) bool {
	info, err := os.Stat(file)
	return err == nil && info.Size() > 0
}

// comeBack makes the session know what the cell declared, and sets the variables that came back.
func (k *compiledCell) comeBack(imports bool) *Failure {
	ctx := context.Background() // an interrupt does not leave it half done: it takes no time that is felt
	if k.program.Declare != "" {
		refused, f := k.declare(ctx)
		if f != nil {
			return f
		}
		if len(refused) > 0 {
			d := refused[0]
			note(k.run.out, fmt.Sprintf("what this cell declares is not known to cells that are not compiled: %s: %s", d.Pos, d.Message))
			return nil
		}
	}
	k.remarkStays()
	if !imports {
		return nil
	}
	if !written(k.out) {
		k.remarkUnset()
		return nil
	}
	all := k.remarkLost()
	f := k.generated(ctx, k.program.ImportFrom(k.out))
	if f == nil && all {
		k.session.check.Refill(k.unit)
	}
	return f
}

// remarkLost says which variables hold what cannot leave the compiled cell; they keep the values that they had. all
// reports that there are none.
func (k *compiledCell) remarkLost() (all bool) {
	r := cross.Load(k.out)
	lost := r.Lost()
	if r.Err() == nil && len(lost) > 0 {
		note(k.run.out, "left in the compiled cell: "+strings.Join(lost, "; "))
	}
	return r.Err() == nil && len(lost) == 0
}

// remarkStays has the session know what of the cell it does not get. That is told to cells that use it later; a name that
// means something else there is told at once, since later cells would find that.
func (k *compiledCell) remarkStays() {
	var stays []check.Lost
	for _, x := range k.program.Stay {
		stays = append(stays, check.Lost{Name: x.Name, Pos: x.Pos, Why: strings.TrimPrefix(x.Reason, x.Name+" is ")})
	}
	var parts []string
	for _, l := range k.session.check.Stay(stays) {
		parts = append(parts, l.Name+" ("+l.Why+")")
	}
	if len(parts) > 0 {
		note(k.run.out, "to later cells these names mean what they did before: "+strings.Join(parts, ", "))
	}
}

// remarkUnset says which new variables have no value, because the program could not say them.
func (k *compiledCell) remarkUnset() {
	var names []string
	for _, v := range k.unit.Vars {
		if slices.Contains(k.program.Out, v.Name()) {
			names = append(names, v.Name())
		}
	}
	if len(names) > 0 {
		note(k.run.out, "not set: "+strings.Join(names, ", "))
	}
}
