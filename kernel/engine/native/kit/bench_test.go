package kit

import (
	"fmt"
	"testing"
)

// BenchmarkBuild builds a small program that is new each time: the compiler's and the linker's share, and
// what the kit adds.
func BenchmarkBuild(b *testing.B) {
	k, err := Open(b.Context(), Options{Cache: b.TempDir()})
	if err != nil {
		b.Skip(err)
	}
	var compile, link float64
	i := 0
	for b.Loop() {
		i++
		r, err := k.Build(b.Context(), program(hello+fmt.Sprintf("\nconst n = %d\n", i)))
		if err != nil || len(r.Diagnostics) > 0 {
			b.Fatal(r.Diagnostics, err)
		}
		compile, link = compile+r.Compile.Seconds(), link+r.Link.Seconds()
	}
	b.ReportMetric(compile*1000/float64(b.N), "ms-compile/op")
	b.ReportMetric(link*1000/float64(b.N), "ms-link/op")
}

// BenchmarkBuilt asks for a program that was built before.
func BenchmarkBuilt(b *testing.B) {
	k, err := Open(b.Context(), Options{Cache: b.TempDir()})
	if err != nil {
		b.Skip(err)
	}
	for b.Loop() {
		if r, err := k.Build(b.Context(), program(hello)); err != nil || len(r.Diagnostics) > 0 {
			b.Fatal(r.Diagnostics, err)
		}
	}
}
