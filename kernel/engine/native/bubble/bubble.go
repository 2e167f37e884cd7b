// Package bubble is the source of what is compiled into learners' programs that run in virtual time: a
// package sync whose waits are durable (dsync), a package sync/atomic with points for schedules (datomic),
// their hooks (hook), and what runs a function in a testing/synctest bubble (run), steers it by a
// seed (schedule) and serves HTTP in it without a network (memhttp). It knows their order and which
// import of whose they replace; it compiles nothing.
//
// # What is replaced, and for whom
//
// Imports maps are for the compiler's importcfg ("importmap sync=..."), so that no source is rewritten and
// positions stay. They are for every package that is not of the standard library: the learner's, the
// author's and third-party modules, all alike, because a *sync.Mutex or *sync.WaitGroup that goes from
// one to the other must be the same type. The standard library keeps its own. Which of it may then stall the
// clock was looked at one by one:
//
//   - Harmless, because its mutexes are never held while anything waits: context, time, net/http (server,
//     Transport), bufio, fmt, os/signal, sync.Map and sync.Pool themselves, math/rand, text/template, reflect.
//   - io.Pipe and net.Pipe: a second writer waits on a standard mutex until the first one's bytes are
//     read. One writer per end is fine (HTTP has one). With two, the clock stands still as long as
//     the reader sleeps.
//   - log and log/slog: the writer is called under a standard mutex. Fine unless it sleeps or blocks.
//   - net/rpc: a request is written under a mutex; over net.Pipe the same as above.
//   - net, os, os/exec, syscall: wait in the kernel, which is never durable.
//   - golang.org/x/sync (errgroup, semaphore, singleflight) and golang.org/x/time/rate: their mutexes are
//     held briefly, but an errgroup.Group in a package variable holds a WaitGroup which the standard package
//     cannot make durable: compiled with the map, it is.
//
// # What a caller does
//
// It compiles Packages(race, ...), then the learner's packages with the map of Virtual, each with the extra file of
// instrument.Variables, then a main package that calls run.Func and hands the Outcome on. For seeds the map is
// Schedule's, the learner's files go through instrument.Source, and Options.Hooks are those of a
// schedule.Schedule, a new one for each run. After an Outcome that says Remain the process is replaced.
package bubble

import (
	"embed"
	"fmt"
	"go/build/constraint"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
)

//go:embed hook/*.go dsync/*.go datomic/*.go run/*.go schedule/*.go memhttp/*.go
var files embed.FS

// Path is the import path below which the packages live. Dumps are read by it, so it must be kept.
const Path = "weft/kernel/engine/native/bubble"

// A Package is one package to be compiled.
type Package struct {
	Path    string            // import path
	Files   map[string][]byte // base name to source, build constraints already obeyed
	Imports []string          // packages that it imports, sorted, without "unsafe"
}

// Virtual is the import map for virtual time, and Schedule the one for seeded schedules.
func Virtual() map[string]string { return map[string]string{"sync": Path + "/dsync"} }

// Schedule replaces sync/atomic as well. It is never for a build with -race.
func Schedule() map[string]string {
	return map[string]string{"sync": Path + "/dsync", "sync/atomic": Path + "/datomic"}
}

// order is an order in which the packages can be compiled.
func order() []string {
	return []string{"hook", "dsync", "datomic", "run", "schedule", "memhttp"}
}

// Packages returns the packages in an order in which they can be compiled, for a build for this system with
// or without the race detector. None of them is compiled with an import map itself. Names such as "run" and
// "dsync" select those and what they import; without names it is all of them.
func Packages(race bool, names ...string) ([]Package, error) {
	var all []Package
	for _, dir := range order() {
		p, err := load(dir, race)
		if err != nil {
			return nil, fmt.Errorf("read package %s of virtual time: %w", dir, err)
		}
		all = append(all, p)
	}
	if len(names) == 0 {
		return all, nil
	}
	wanted := map[string]bool{}
	for _, name := range names {
		if !slices.Contains(order(), name) {
			return nil, fmt.Errorf("virtual time has no package %s", name)
		}
		wanted[Path+"/"+name] = true
	}
	for _, p := range slices.Backward(all) {
		for _, i := range p.Imports {
			wanted[i] = wanted[i] || wanted[p.Path]
		}
	}
	return slices.DeleteFunc(all, func(p Package) bool { return !wanted[p.Path] }), nil
}

func load(dir string, race bool) (Package, error) {
	p := Package{Path: Path + "/" + dir, Files: map[string][]byte{}}
	entries, err := fs.ReadDir(files, dir)
	if err != nil {
		return Package{}, err
	}
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		src, err := fs.ReadFile(files, path.Join(dir, e.Name()))
		if err != nil {
			return Package{}, err
		}
		if !included(e.Name(), src, race) {
			continue
		}
		imports, err := importsOf(e.Name(), src)
		if err != nil {
			return Package{}, err
		}
		p.Files[e.Name()] = src
		p.Imports = append(p.Imports, imports...)
	}
	slices.Sort(p.Imports)
	p.Imports = slices.Compact(p.Imports)
	return p, nil
}

// included obeys the build constraints that the packages use.
func included(name string, src []byte, race bool) bool {
	if strings.HasSuffix(name, "_windows.go") && runtime.GOOS != "windows" {
		return false
	}
	for line := range strings.Lines(string(src)) {
		if strings.HasPrefix(line, "package ") {
			break
		}
		if expr, err := constraint.Parse(strings.TrimSpace(line)); err == nil {
			return expr.Eval(func(tag string) bool {
				return tag == "race" && race || tag == runtime.GOOS || tag == "unix" && runtime.GOOS != "windows"
			})
		}
	}
	return true
}
