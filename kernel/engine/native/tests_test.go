//go:build unix

package native

import (
	"strings"
	"testing"

	"weft/kernel/engine/native/bench"
	"weft/kernel/engine/native/kit"
	"weft/kernel/engine/native/testlog"
	"weft/kernel/golang/cell"
)

const tested = `package main

import (
	"fmt"
	"os"
	"testing"
	"testing/internal/testdeps"
)

func main() {
	m := testing.MainStart(testdeps.TestDeps{},
		[]testing.InternalTest{{"TestGood", TestGood}, {"TestBad", TestBad}},
		[]testing.InternalBenchmark{{"BenchmarkSum", BenchmarkSum}},
		[]testing.InternalFuzzTarget{{"FuzzSeeds", FuzzSeeds}},
		[]testing.InternalExample{{Name: "Example_bad", F: Example_bad, Output: "ho\n"}})
	os.Exit(m.Run())
}

//line cell[3]:1:1
func TestGood(t *testing.T) {
	t.Log("fine")
	fmt.Print("no line end")
}

func TestBad(t *testing.T) {
	t.Run("part", func(t *testing.T) {
		t.Parallel()
		t.Errorf("got %d\nwant %d", 1, 2)
	})
	t.Run("other", func(t *testing.T) { t.Skip("not now") })
}

func FuzzSeeds(f *testing.F) {
	f.Add(1)
	f.Add(2)
	f.Fuzz(func(t *testing.T, n int) {
		if n == 2 {
			t.Fatal("two")
		}
	})
}

func Example_bad() { fmt.Println("hi") }

func BenchmarkSum(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		fmt.Sprint(b.N)
	}
}
`

func TestTests(t *testing.T) {
	e := open(t)
	p := Program{
		Job:  kit.Job{Packages: []kit.Package{{Files: []kit.File{{Name: "cell.go", Text: tested}}}}},
		Args: []string{"-test.v=test2json", "-test.paniconexit0"},
	}
	r, sink := run(t, e, p)
	if r.Done.Code != 1 {
		t.Errorf("%+v", r.Done)
	}
	report := testlog.Parse(strings.TrimPrefix(sink.text(), "3 stdout: "))
	if c := report.Count(); c != (testlog.Counts{Passed: 2, Failed: 3, Skipped: 1}) || report.Verdict != "FAIL" || len(report.Tests) != 4 {
		t.Fatalf("%+v of\n%+v", c, report)
	}
	good, bad, fuzz, example := report.Tests[0], report.Tests[1], report.Tests[2], report.Tests[3]
	if good.Output != "    cell[3]:2: fine\nno line end" || good.Status != testlog.Passed {
		t.Errorf("%+v", good)
	}
	want := testlog.Log{Pos: cell.Pos{Cell: 3, Line: 9}, File: "cell[3]", Line: 9, Text: "got 1\nwant 2"}
	if len(bad.Parts) != 2 || len(bad.Parts[0].Logs) != 1 || bad.Parts[0].Logs[0] != want || bad.Parts[1].Status != testlog.Skipped {
		t.Errorf("%+v", bad)
	}
	if len(fuzz.Parts) != 2 || fuzz.Parts[1].Status != testlog.Failed || fuzz.Parts[1].Logs[0].Pos.Line != 19 {
		t.Errorf("%+v", fuzz)
	}
	if example.Got != "hi" || example.Want != "ho" {
		t.Errorf("%+v", example)
	}

	p.Args = []string{"-test.v=test2json", "-test.run=^$", "-test.bench=.", "-test.benchtime=10x", "-test.count=3"}
	_, sink = run(t, e, p)
	rows := bench.Table(bench.Parse(strings.TrimPrefix(sink.text(), "3 stdout: ")), nil)
	if len(rows) != 3 || rows[0].Name != "Sum" || rows[0].Unit != "sec/op" || len(rows[0].Now.Values) != 3 || rows[2].Unit != "allocs/op" {
		t.Errorf("%+v of\n%s", rows, sink.text())
	}
}
