package bench

import (
	"math"
	"strconv"
	"strings"

	"golang.org/x/perf/benchfmt"
)

// marker begins lines about the progress of tests.
const marker = "\x16"

// Parse reads the output of benchmarks. Lines that are no results, such as what benchmarks print, are
// left out.
func Parse(text string) []Result {
	var all []Result
	for line := range strings.SplitSeq(text, "\n") {
		if strings.HasPrefix(line, marker) || !strings.HasPrefix(line, "Benchmark") {
			continue
		}
		r := benchfmt.NewReader(strings.NewReader(line+"\n"), "")
		for r.Scan() {
			if b, ok := r.Result().(*benchfmt.Result); ok && len(b.Values) > 0 {
				all = append(all, resultOf(b))
			}
		}
	}
	return all
}

func resultOf(b *benchfmt.Result) Result {
	r := Result{Name: b.Name.String(), Iterations: b.Iters}
	if i := strings.LastIndexByte(r.Name, '-'); i > 0 {
		if n, err := strconv.Atoi(r.Name[i+1:]); err == nil && n > 0 {
			r.Name, r.Procs = r.Name[:i], n
		}
	}
	for _, v := range b.Values {
		if !math.IsNaN(v.Value) && !math.IsInf(v.Value, 0) { // a benchmark may report what it likes
			r.Values = append(r.Values, Value{v.Value, v.Unit})
		}
	}
	return r
}
