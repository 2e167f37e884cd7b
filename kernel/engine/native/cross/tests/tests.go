// Package tests runs the tests, benchmarks, examples and fuzz seeds of a compiled cell. Generated code
// imports it as weft/cross/tests. It does for package testing what the go command's generated main package
// does, as far as a cell can need it: there is no corpus of fuzz inputs but the seeds in the code, and coverage
// is counted by the cell itself. Flags are those of a test binary.
package tests

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"runtime/pprof"
	"testing"
	"time"
)

// A Set is what a cell has of each kind.
type Set struct {
	Tests      []testing.InternalTest
	Benchmarks []testing.InternalBenchmark
	Fuzz       []testing.InternalFuzzTarget
	Examples   []testing.InternalExample
	Main       func(*testing.M) // func TestMain, nil if there is none
}

// Run runs them as the program's arguments say, and returns the status to exit with.
func Run(s Set) int {
	m := testing.MainStart(deps{}, s.Tests, s.Benchmarks, s.Fuzz, s.Examples)
	if s.Main == nil {
		return m.Run()
	}
	s.Main(m)
	// Where package testing keeps what its Run returned, nobody else can read it; nothing else was asked of TestMain.
	return int(reflect.ValueOf(m).Elem().FieldByName("exitCode").Int())
}

// deps is what package testing asks of its surroundings. See testDeps in testing/testing.go of Go 1.26.
type deps struct{}

// An entry is one input of a fuzz test.
type entry = struct {
	Parent     string
	Path       string
	Data       []byte
	Values     []any
	Generation int
	IsSeed     bool
}

func (deps) ImportPath() string { return "main" }
func (deps) ModulePath() string { return "" }

func (deps) MatchString(pattern, s string) (bool, error) {
	re, err := regexp.Compile(pattern)
	if err != nil {
		return false, err
	}
	return re.MatchString(s), nil
}

func (deps) StartCPUProfile(w io.Writer) error { return pprof.StartCPUProfile(w) }
func (deps) StopCPUProfile()                   { pprof.StopCPUProfile() }

func (deps) WriteProfileTo(name string, w io.Writer, debug int) error {
	p := pprof.Lookup(name)
	if p == nil {
		return fmt.Errorf("there is no profile called %s", name)
	}
	return p.WriteTo(w, debug)
}

func (deps) SetPanicOnExit0(bool)   {}
func (deps) StartTestLog(io.Writer) {}
func (deps) StopTestLog() error     { return nil }

var errFuzzing = errors.New("fuzzing is not available in a cell, which runs the seeds only")

func (deps) CoordinateFuzzing(time.Duration, int64, time.Duration, int64, int, []entry, []reflect.Type, string, string) error {
	return errFuzzing
}

func (deps) RunFuzzWorker(func(entry) error) error { return errFuzzing }

func (deps) ReadCorpus(string, []reflect.Type) ([]entry, error) { return nil, nil }

func (deps) CheckCorpus(values []any, types []reflect.Type) error {
	if len(values) != len(types) {
		return fmt.Errorf("wrong number of values in a seed: %d, want %d", len(values), len(types))
	}
	for i, v := range values {
		if reflect.TypeOf(v) != types[i] {
			return fmt.Errorf("mismatched types in a seed: %T, want %v", v, types[i])
		}
	}
	return nil
}

func (deps) ResetCoverage()    {}
func (deps) SnapshotCoverage() {}

func (deps) InitRuntimeCoverage() (string, func(string, string) (string, error), func() float64) {
	return "", nil, nil
}
