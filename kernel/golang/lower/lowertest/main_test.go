package lowertest

import (
	"errors"
	"fmt"
	"go/token"
	"os"
	"strings"
	"testing"

	"github.com/traefik/yaegi/interp"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
	"weft/kernel/golang/lower"
	"weft/kernel/golang/std"
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
	session := newSession()
	if strings.HasSuffix(file, ".go") {
		return session.run(1, string(src))
	}
	for i, c := range sections(string(src)) {
		code := session.run(i+1, c.cell)
		fmt.Printf("\x00%d\n", code)
	}
	return 0
}

// section is a cell and what it prints.
type section struct{ cell, out string }

// sections reads a file of cells: "-- cell --" begins a cell, "-- out --" what it prints, if anything.
func sections(text string) []section {
	var list []section
	for _, part := range strings.Split(text, "-- cell --\n")[1:] {
		c, out, _ := strings.Cut(part, "-- out --\n")
		list = append(list, section{c, out})
	}
	return list
}

// session is a checker, a lowering and an interpreter together.
type session struct {
	check   *check.Session
	lower   *lower.Session
	machine *machine
}

func newSession() *session {
	return &session{check.NewSession(std.NewImporter(token.NewFileSet())), lower.NewSession(), newMachine()}
}

// run runs one cell and says what was wrong with it.
func (s *session) run(number int, text string) int {
	u := s.check.Check(cell.Parse(number, text))
	for _, d := range u.Diagnostics {
		if d.Severity == cell.Error {
			fmt.Fprintln(os.Stderr, "check:", d)
		}
	}
	if !u.OK() {
		return 3
	}
	p, refused := s.lower.Lower(u)
	for _, d := range refused {
		fmt.Fprintf(os.Stderr, "refused: %v (%s)\n", d, d.Hint)
	}
	if len(refused) > 0 {
		return 3
	}
	if os.Getenv("LOWERTEST_SHOW") != "" {
		fmt.Fprintln(os.Stderr, p.Source())
	}
	done := make(chan error, 1)
	go func() { done <- s.machine.eval(p) }()
	var err error
	select {
	case err = <-done:
	case v := <-s.machine.panics:
		err = interp.Panic{Value: v}
	}
	s.check.Commit(u)
	s.lower.Commit(p)
	var crash interp.Panic
	switch {
	case errors.As(err, &crash):
		fmt.Fprintln(os.Stderr, s.machine.panicText(crash.Value))
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
