//go:build unix

package child

import (
	"context"
	"errors"
	"testing"
	"time"

	"weft/kernel/engine/pipe"
)

// TestSurveyAnswers: each question gets its own answer, in whatever order they come; others are dropped.
func TestSurveyAnswers(t *testing.T) {
	var s surveys
	one, first := s.begin()
	two, second := s.begin()
	s.answer(pipe.Goroutines{Seq: 99, Total: 99})
	s.answer(pipe.Goroutines{Seq: two, Total: 2})
	s.answer(pipe.Goroutines{Seq: one, Total: 1})
	s.answer(pipe.Goroutines{Seq: one, Total: 99})
	if a, b := <-first, <-second; a.Total != 1 || b.Total != 2 {
		t.Errorf("the answers are %d and %d, want 1 and 2", a.Total, b.Total)
	}
	three, third := s.begin()
	s.end(three)
	s.answer(pipe.Goroutines{Seq: three})
	select {
	case g := <-third:
		t.Errorf("a question that was given up is answered: %+v", g)
	default:
	}
}

// TestSurveyEnds: nobody waits for a process that has died, or that does not answer in time.
func TestSurveyEnds(t *testing.T) {
	silent, err := Launch(Options{Command: []string{"sleep", "1000"}, NoSpare: true})
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := silent.Survey(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a process that does not answer: %v", err)
	}
	failed := make(chan error)
	go func() {
		_, err := silent.Survey(context.Background())
		failed <- err
	}()
	silent.current.kill()
	var exit *ExitError
	if err := <-failed; !errors.As(err, &exit) {
		t.Errorf("a process that dies: %v", err)
	}
	silent.Close()
	if _, err := silent.Survey(t.Context()); !errors.Is(err, ErrClosed) {
		t.Errorf("after Close: %v", err)
	}
}
