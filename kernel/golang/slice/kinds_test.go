package slice

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"weft/kernel/engine/native/bubble/run"
	"weft/kernel/engine/native/cross"
)

// ofKind is the program of a cell behind a session of one.
func ofKind(t *testing.T, session, src string, o Options) *Program {
	t.Helper()
	n := newNotebook(t)
	n.cell(session)
	p, refused := Of(n.next(src), o)
	if p == nil {
		t.Fatal(refused)
	}
	return p
}

const testedSession = `
import ("testing"; "strings")

func Abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

func TestEarlier(t *testing.T) { t.Log("earlier", strings.ToUpper("x")) }
`

const testsCell = `
import ("fmt"; "testing")

base := 10

func TestAbs(t *testing.T) {
	for _, n := range []int{1, 2} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			if Abs(n) != n {
				t.Fatal("wrong")
			}
		})
	}
	if base != 10 {
		t.Error("the cell has not run")
	}
}

func TestFails(t *testing.T) {
	t.Errorf("got %d",
		Abs(1))
}

func testHelper() {}

func BenchmarkAbs(b *testing.B) {
	for b.Loop() {
		Abs(3)
	}
}

func FuzzAbs(f *testing.F) {
	f.Add(3)
	f.Fuzz(func(t *testing.T, n int) {
		if Abs(n) < 0 {
			t.Error(n)
		}
	})
}

func ExampleAbs() {
	fmt.Println(Abs(4))
	// Output: 4
}

func ExampleAbs_wrong() {
	fmt.Println(Abs(5))
	// Output: 6
}
`

// TestTests: a cell's tests run as the go command's test binary runs them.
func TestTests(t *testing.T) {
	b := newBuilder(t)
	p := ofKind(t, testedSession, testsCell, Options{Kind: Test, Names: []string{"TestEarlier"}})
	b.add("tests", p.Files...)
	q := ofKind(t, testedSession, "import \"testing\"\nfunc TestMain(m *testing.M) { println(\"before\"); m.Run() }\nfunc TestBad(t *testing.T) { t.Fail() }", Options{Kind: Test})
	b.add("main", q.Files...)
	b.build()
	got := regexp.MustCompile(`\(\d+\.\d+s\)|\d+\.?\d* ns/op| +\d+\t`).ReplaceAllString(b.run("tests", "", "", "-test.v", "-test.bench=.", "-test.benchtime=2x"), "#")
	for _, want := range []string{
		"--- PASS: TestAbs #\n    --- PASS: TestAbs/1 #\n", "--- PASS: TestAbs/2 #\n", "    cell[2]:20: got 1\n--- FAIL: TestFails #\n",
		"    cell[1]:11: earlier X\n--- PASS: TestEarlier #\n", "--- PASS: FuzzAbs/seed#0 #\n", "--- PASS: ExampleAbs #\n",
		"--- FAIL: ExampleAbs_wrong #\ngot:\n5\nwant:\n6\n", "FAIL\nexit status 1\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("there is no %q in\n%s", want, got)
		}
	}
	if out := b.run("tests", "", "", "-test.run=^$", "-test.bench=.", "-test.benchtime=2x"); !strings.Contains(out, "BenchmarkAbs") || !strings.Contains(out, "ns/op") {
		t.Errorf("no benchmark in %s", out)
	}
	if got := regexp.MustCompile(`\(.*\)`).ReplaceAllString(b.run("main", "", ""), "#"); got != "--- FAIL: TestBad #\nFAIL\nbefore\nexit status 1\n" {
		t.Errorf("TestMain: %s", got)
	}
}

// TestCover: every statement is counted, where it stands.
func TestCover(t *testing.T) {
	b := newBuilder(t)
	p := ofKind(t, testedSession, `import "testing"
func grade(n int) string {
	switch {
	case n > 90:
		return "A"
	case n > 50:
		return "B"
	}
	for i := range 3 {
		if i == n { continue }
		n += i
	}
	f := func() { n++ }
	_ = f
	return "C"
}
func TestGrade(t *testing.T) { Abs(-1); grade(95); grade(60); grade(1) }
`, Options{Kind: Test, Cover: true})
	b.add("cover", p.Files...)
	b.build()
	out := filepath.Join(b.dir, "out")
	if text := b.run("cover", "", out); text != "PASS\n" {
		t.Error(text)
	}
	r := cross.Load(out)
	if lost := r.Lost(); len(lost) > 0 {
		t.Error(lost)
	}
	counts := report(t, r, CoverReport)
	var got []string
	for i, k := range p.Blocks {
		got = append(got, fmt.Sprintf("[%d]%d:%d-%d:%d %d", k.Pos.Cell, k.Pos.Line, k.Pos.Col, k.End.Line, k.End.Col, binary.LittleEndian.Uint32(counts[4*i:])))
	}
	want := "[1]5:2-5:11 1, [1]8:2-8:10 0, [1]6:3-6:12 1, [2]3:2-3:9 3, [2]9:2-9:19 1, [2]13:2-13:14 1, [2]14:2-14:7 1, [2]15:2-15:12 1, [2]5:3-5:13 1, [2]7:3-7:13 1, [2]10:3-10:13 3, [2]11:3-11:9 2, [2]10:15-10:23 1, [2]13:16-13:19 0"
	if g := strings.Join(got, ", "); g != want {
		t.Errorf("got\n%s\nwant\n%s", g, want)
	}
}

// report reads one of Program.Reports.
func report(t *testing.T, r *cross.Reader, name string) []byte {
	t.Helper()
	if !r.Bool() {
		t.Fatalf("no report %s: %v", name, r.Err())
	}
	r.Var(name)
	return r.Bytes()
}

// TestVirtual: in a bubble a sleep costs nothing, and a deadlock is told.
func TestVirtual(t *testing.T) {
	b := newBuilder(t)
	const session = "import (\"fmt\"; \"time\")\nfunc nap() { time.Sleep(time.Hour); fmt.Println(\"woke\") }"
	p := ofKind(t, session, "start := time.Now()\nnap()\nslept := time.Since(start)\nslept", Options{Virtual: true, Show: true})
	b.add("sleep", p.Files...)
	q := ofKind(t, session, "ch := make(chan int)\nfor range 2 {\n\tgo func() { ch <- 1 }()\n}\n<-ch\n<-ch\n<-ch", Options{Virtual: true})
	b.add("deadlock", q.Files...)
	b.build()
	for name, want := range map[string]run.Outcome{
		"sleep":    {End: run.Returned, Elapsed: time.Hour},
		"deadlock": {End: run.Deadlock, Total: 1},
	} {
		out := filepath.Join(b.dir, name+".out")
		text := b.run(name, "", out)
		r := cross.Load(out)
		r.Lost()
		var got run.Outcome
		if err := json.Unmarshal(report(t, r, VirtualReport), &got); err != nil {
			t.Fatalf("%s: %v\n%s", name, err, text)
		}
		if got.End != want.End || got.Elapsed != want.Elapsed || got.Total != want.Total {
			t.Errorf("%s: %+v\n%s", name, got, text)
		}
		if name == "sleep" && text != "woke\n=> 1h0m0s\n" {
			t.Errorf("printed %s", text)
		}
		if name == "deadlock" && (len(got.Goroutines) != 1 || got.Goroutines[0].Place.Line != 7) {
			t.Errorf("goroutines %+v", got.Goroutines)
		}
	}
}
