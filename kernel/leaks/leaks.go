// Package leaks finds the goroutines that tests leave running. It is goleak with more patience: goleak
// waits for less than half a second, which is not enough for work that is still coming to its end on a
// busy machine. The package is for tests only.
package leaks

import (
	"fmt"
	"os"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// patience is for a busy machine; only a test that fails has to wait so long.
const patience = 30 * time.Second

// Before is what runs now and is not to be told by None.
func Before() goleak.Option { return goleak.IgnoreCurrent() }

// None fails the test if goroutines are left that options do not allow for.
func None(t testing.TB, options ...goleak.Option) {
	t.Helper()
	if err := find(patience, options...); err != nil {
		t.Error(err)
	}
}

// Main runs the tests of a package and ends the process: with a failure too if goroutines are left when
// all tests have passed. After that, each of also may find something else that is left.
func Main(m *testing.M, also ...func() error) {
	code := m.Run()
	if code == 0 {
		for _, check := range append([]func() error{func() error { return find(patience) }}, also...) {
			if err := check(); err != nil {
				fmt.Fprintln(os.Stderr, "all tests have passed, but:", err)
				code = 1
			}
		}
	}
	os.Exit(code)
}

func find(patience time.Duration, options ...goleak.Option) error {
	for end := time.Now().Add(patience); ; {
		err := goleak.Find(options...)
		if err == nil || time.Now().After(end) {
			return err
		}
	}
}
