package lowertest

import (
	"errors"
	"fmt"
	"os"
	"testing"

	"github.com/traefik/yaegi/interp"

	"weft/kernel/golang/lower"
)

// runEnv makes the test binary run one program instead, so that a program can exit, crash or hang.
const runEnv = "LOWERTEST_RUN"

func TestMain(m *testing.M) {
	if file := os.Getenv(runEnv); file != "" {
		os.Exit(runProgram(file))
	}
	os.Exit(m.Run())
}

// runProgram lowers and runs a program as a process of its own does. The result is its exit status:
// 2 after a panic, 3 if it was refused, 4 if the interpreter did not accept the lowered text.
func runProgram(file string) int {
	src, err := os.ReadFile(file)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	u, err := programUnit(string(src))
	if err != nil {
		fmt.Fprintln(os.Stderr, "check:", err)
		return 3
	}
	p, refused := lower.NewSession().Lower(u)
	for _, d := range refused {
		fmt.Fprintf(os.Stderr, "refused: %v (%s)\n", d, d.Hint)
	}
	if len(refused) > 0 {
		return 3
	}
	if os.Getenv("LOWERTEST_SHOW") != "" {
		fmt.Fprintln(os.Stderr, p.Source())
	}
	m := newMachine()
	done := make(chan error, 1)
	go func() { done <- m.eval(p) }()
	select {
	case err = <-done:
	case v := <-m.panics:
		err = interp.Panic{Value: v}
	}
	var crash interp.Panic
	switch {
	case errors.As(err, &crash):
		fmt.Fprintln(os.Stderr, panicText(crash.Value))
		if os.Getenv("LOWERTEST_SHOW") != "" {
			fmt.Fprintf(os.Stderr, "%s", crash.Stack)
		}
		return 2
	case err != nil:
		fmt.Fprintln(os.Stderr, "interpreter:", err)
		return 4
	}
	return 0
}
