package bench

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"
)

const output = "goos: linux\npkg: x\n\x16=== RUN   BenchmarkB\nBenchmarkB\nBenchmarkB-2     \t     100\t       566.4 ns/op\n" +
	"\x16=== NAME  \nhello: world\nBenchmark of my own\nBenchmarkSub/x=1-2         \t     100\t       833.6 ns/op\t  12.00 MB/s\t         3.500 things/op\t       1 B/op\t       0 allocs/op\n" +
	"BenchmarkB \t 1 \t 2 ns/op\n\x16--- FAIL: BenchmarkSub/fail\nPASS\n"

func TestParse(t *testing.T) {
	want := []Result{
		{"B", 2, 100, []Value{{566.4e-9, "sec/op"}}},
		{"Sub/x=1", 2, 100, []Value{{833.6e-9, "sec/op"}, {12e6, "B/s"}, {3.5, "things/op"}, {1, "B/op"}, {0, "allocs/op"}}},
		{"B", 0, 1, []Value{{2e-9, "sec/op"}}},
	}
	got := Parse(output)
	for i := range got {
		for j := range got[i].Values { // a product may miss the last bit
			if v := &got[i].Values[j]; i < len(want) && math.Abs(v.Amount-want[i].Values[j].Amount) < 1e-15 {
				v.Amount = want[i].Values[j].Amount
			}
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
}

// runs makes results with these times in ns, and 16 bytes in one allocation each.
func runs(times ...float64) []Result {
	var b strings.Builder
	for _, n := range times {
		fmt.Fprintf(&b, "BenchmarkX-4 10 %g ns/op 16 B/op 1 allocs/op 7 things\n", n)
	}
	return Parse(b.String())
}

func TestTable(t *testing.T) {
	slow, fast := runs(100, 101, 99, 102, 98, 100, 101, 99, 103, 97), runs(50, 51, 49, 52, 48, 50, 51, 49, 53, 47)
	for _, tt := range []struct {
		name        string
		now, before []Result
		text        string
		spread      string
		delta       string
		change      Change
		notes       bool
	}{
		{"alone", slow, nil, "100.0ns", "±2%", "", Same, false},
		{"faster", fast, slow, "50.00ns", "±4%", "-50.00%", Better, false},
		{"slower", slow, fast, "100.0ns", "±2%", "+100.00%", Worse, false},
		{"the same", slow, slow, "100.0ns", "±2%", "~", Same, false},
		{"too few", runs(100), nil, "100.0ns", "±∞", "", Same, true},
		{"too few to compare", runs(100, 101), runs(1, 2), "100.5ns", "±∞", "~", Same, true},
	} {
		rows := Table(tt.now, tt.before)
		if len(rows) != 4 || rows[1].Unit != "B/op" || rows[2].Unit != "allocs/op" || rows[3].Unit != "things" {
			t.Fatalf("%s: %+v", tt.name, rows)
		}
		r := rows[0]
		if r.Name != "X" || r.Procs != 4 || r.Unit != "sec/op" || r.Now.Text != tt.text || r.Now.Spread != tt.spread ||
			r.Delta != tt.delta || r.Change != tt.change || len(r.Notes) > 0 != tt.notes || (r.Before != nil) != (tt.before != nil) {
			t.Errorf("%s: %+v", tt.name, r)
		}
		if rows[1].Now.Text != "16 B" || rows[2].Now.Text != "1" || rows[3].Now.Text != "7 things" {
			t.Errorf("%s: %+v", tt.name, rows[1:])
		}
	}
	if r := Table(runs(1, 2, 3, 4, 5, 6), runs(1, 2, 3, 4, 5, 6))[0]; r.P < 0.9 {
		t.Errorf("p = %g for equal samples", r.P)
	}
	if r := Table(fast, slow)[0]; r.P > 0.001 {
		t.Errorf("p = %g for samples that are apart", r.P)
	}
}

func TestFormat(t *testing.T) {
	for _, tt := range []struct {
		amount float64
		unit   string
		want   string
	}{
		{1.5e-6, "sec/op", "1.500µs"},
		{2, "sec/op", "2s"},
		{0, "B/op", "0 B"},
		{2048, "B/op", "2.000 KiB"},
		{12.5e6, "B/s", "11.92 MiB/s"},
		{1500, "allocs/op", "1.500k"},
		{3.5, "things/op", "3.500 things"},
	} {
		if got := Format(tt.amount, tt.unit); got != tt.want {
			t.Errorf("Format(%g, %s) = %q, want %q", tt.amount, tt.unit, got, tt.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(output)
	f.Add("BenchmarkX-0 1 NaN ns/op -1 B/op\nBenchmarkX 1 Inf ns/op\nBenchmark- 99999999999999999999 1 x\n")
	f.Fuzz(func(t *testing.T, text string) {
		r := Parse(text)
		for _, row := range Table(r, r) {
			if row.Before == nil || row.Change == Better || row.Change == Worse {
				t.Errorf("a run compared with itself: %+v", row)
			}
		}
	})
}
