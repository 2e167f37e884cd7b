//go:build unix

package kernel

import (
	"context"
	"strings"
	"testing"

	"weft/kernel/engine/child"
)

// TestEvaluatorDoesNotStart is a session whose evaluator ends at once: it is there, and each cell
// says what is wrong.
func TestEvaluatorDoesNotStart(t *testing.T) {
	s, err := NewSession(Config{Child: child.Options{Command: []string{"sh", "-c", "echo no room >&2; exit 3"}}})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for number := range 3 {
		f := s.Run(context.Background(), number+1, "1 + 1", discard{}).Failure
		if f == nil {
			t.Fatalf("cell %d ran", number+1)
		}
		if text := f.Plain(); f.Name != "EvaluatorDied" || !strings.Contains(text, "start evaluator") ||
			!strings.Contains(text, "no room") || !strings.Contains(text, "status 3") || !strings.Contains(text, "was not run") {
			t.Errorf("cell %d: %s\n%s", number+1, f.Name, text)
		}
	}
}

func TestEvaluatorIsMissing(t *testing.T) {
	s, err := NewSession(Config{Child: child.Options{Command: []string{"/nonexistent/evaluator"}}})
	if err == nil {
		s.Close()
		t.Fatal("a session without an evaluator")
	}
	if !strings.Contains(err.Error(), "start evaluator") {
		t.Error(err)
	}
}
