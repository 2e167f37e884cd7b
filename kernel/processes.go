package kernel

import (
	"context"
	"encoding/json"
	"fmt"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"weft/kernel/engine/native"
	"weft/kernel/engine/native/kit"
	"weft/kernel/engine/pipe"
	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
	"weft/kernel/golang/lower"
	"weft/kernel/golang/slice"
	"weft/kernel/golang/spawn"
	"weft/kernel/golang/std"
)

// Functions in other processes (weft/procs). A cell that names one is checked together with what the function needs of the
// session. The program that serves such functions is made when a cell first starts a process: compiled if there is
// a Go toolchain, else as a cell that another evaluator interprets. It is used again as long as its text is the same.

// A served program is the latest one.
type servedProgram struct {
	text   string
	worker pipe.Worker
	made   int // programs so far
}

// processRefusals says what a cell must not hand to other processes. s.mu is held.
func (s *Session) processRefusals(u *check.Unit) []cell.Diagnostic {
	roots, refused := spawn.Of(u)
	if len(refused) == 0 && len(roots) > 0 {
		_, refused = processProgram(u, roots)
	}
	return refused
}

// processProgram is the program that serves functions as they are once u is committed.
func processProgram(u *check.Unit, roots []spawn.Root) (*slice.Program, []cell.Diagnostic) {
	return slice.Of(u.Next(cell.Parse(generatedCells, "")), slice.Options{Kind: slice.Processes, Roots: roots})
}

// keepRoots remembers which functions a cell gives to other processes: its goroutines may go on doing so. s.mu is held.
func (s *Session) keepRoots(u *check.Unit) {
	roots, _ := spawn.Of(u)
	for _, r := range roots {
		if !slices.Contains(s.roots, r.Name) {
			s.roots = append(s.roots, r.Name)
		}
	}
}

// workerOf says how processes are started that serve the session's functions, for a cell that runs.
func (r *run) workerOf(ctx context.Context, u *check.Unit) (string, error) {
	s := r.session
	s.mu.Lock()
	program, err := s.processesFor(u)
	s.mu.Unlock()
	if err != nil {
		return "", err
	}
	s.serving.Lock()
	defer s.serving.Unlock()
	if program.Interpret != s.served.text || s.served.made == 0 {
		s.served.made++
		worker, err := s.makeWorker(ctx, program, s.served.made)
		if err != nil {
			return "", err
		}
		s.served.text, s.served.worker = program.Interpret, worker
	}
	text, err := json.Marshal(s.served.worker)
	return string(text), err
}

// processesFor is the program for all functions that the session's cells have given to other processes. What became of
// one that cannot be there any more is the error of its own call.
func (s *Session) processesFor(u *check.Unit) (*slice.Program, error) {
	roots, _ := spawn.Of(u)
	for _, name := range slices.Concat(s.roots, namedByFunctions(u)) {
		if !slices.ContainsFunc(roots, func(r spawn.Root) bool { return r.Name == name }) {
			roots = append(roots, spawn.Root{Name: name, Pos: cell.Pos{Cell: u.Cell.Number, Line: 1, Col: 1}})
		}
	}
	slices.SortFunc(roots, func(a, b spawn.Root) int { return strings.Compare(a.Name, b.Name) })
	program, refused := processProgram(u, roots)
	if len(refused) == 0 {
		return program, nil
	}
	first := refused[0]
	roots = slices.DeleteFunc(roots, func(r spawn.Root) bool {
		_, refused := processProgram(u, []spawn.Root{r})
		return len(refused) > 0
	})
	if program, refused = processProgram(u, roots); len(roots) == 0 || len(refused) > 0 {
		return nil, fmt.Errorf("%s: %s", first.Pos, first.Message)
	}
	return program, nil
}

// namedByFunctions are the functions that functions of the session give to other processes, as they are once u is
// committed: a cell may call any of these.
func namedByFunctions(u *check.Unit) []string {
	deep := u.Next(cell.Parse(generatedCells, "")).Deep(true)
	var names []string
	for _, d := range deep.Earlier {
		if d.Node == nil || !deep.OK() {
			continue
		}
		for _, c := range spawn.Calls(deep.Info, d.Node) {
			if c.Func != nil {
				names = append(names, c.Func.Name())
			}
		}
	}
	return names
}

// makeWorker builds the program, or writes down what an evaluator is to interpret.
func (s *Session) makeWorker(ctx context.Context, program *slice.Program, number int) (pipe.Worker, error) {
	dir, err := s.workerDir()
	if err != nil {
		return pipe.Worker{}, err
	}
	file := filepath.Join(dir, fmt.Sprintf("processes%d", number))
	if _, err := s.native.GoCommand(ctx); err != nil {
		return pipe.Worker{Eval: file}, interpreted(program, file)
	}
	main := kit.Package{Path: "main"}
	for _, f := range program.Files {
		main.Files = append(main.Files, kit.File{Name: f.Name, Text: f.Text})
	}
	modules, err := s.module.Job(program.Imports)
	if err != nil {
		return pipe.Worker{}, err
	}
	_, err = s.native.Build(ctx, native.Program{Job: kit.Job{Packages: []kit.Package{main}, Output: file, Modules: modules}})
	return pipe.Worker{Program: file}, err
}

// interpreted writes the program as a cell of a fresh session.
func interpreted(program *slice.Program, file string) error {
	unit := check.NewSession(std.NewImporter(token.NewFileSet())).CheckGenerated(cell.Parse(generatedCells, program.Interpret))
	if !unit.OK() {
		return fmt.Errorf("a cell of weft's own: %s", unit.Diagnostics[0])
	}
	lowered, refused := lower.NewSession().Lower(unit)
	if len(refused) > 0 {
		return fmt.Errorf("%s: %s", refused[0].Pos, refused[0].Message)
	}

	f, err := os.Create(file)
	if err != nil {
		return fmt.Errorf("write the functions of processes: %w", err)
	}
	eval := evalOf(generatedCells, lowered)
	if err := os.WriteFile(file+pipe.PlacesSuffix, []byte(program.Interpret), 0o600); err != nil {
		return fmt.Errorf("write the functions of processes: %w", err)
	}
	if err := pipe.NewWriter(f).Send(&eval); err != nil {
		f.Close()
		return fmt.Errorf("write the functions of processes: %w", err)
	}
	return f.Close()
}
