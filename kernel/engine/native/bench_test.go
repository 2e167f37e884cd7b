//go:build unix

package native

import (
	"os/exec"
	"testing"
)

// BenchmarkRun runs a program that has been built; compare with BenchmarkExec, which does no more than that.
func BenchmarkRun(b *testing.B) {
	e := New(Options{})
	defer e.Close()
	p := withCross(program([]string{"fmt"}, "", `fmt.Println("hello")`))
	for b.Loop() {
		if _, err := e.Run(b.Context(), 3, p, &recorder{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkExec(b *testing.B) {
	e := New(Options{})
	defer e.Close()
	p := program([]string{"fmt"}, "", `fmt.Println("hello")`)
	binary, _, err := e.build(b.Context(), p)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := exec.Command(binary).Run(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkBuilt asks for a program that has been built.
func BenchmarkBuilt(b *testing.B) {
	e := New(Options{})
	defer e.Close()
	p := withCross(program([]string{"fmt"}, "", `fmt.Println("hello")`))
	for b.Loop() {
		if _, err := e.Build(b.Context(), p); err != nil {
			b.Fatal(err)
		}
	}
}
