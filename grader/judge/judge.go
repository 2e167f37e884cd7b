// Package judge talks to an exercise's judge: a program that an author wrote with package checks, which says what it
// finds in what a submission did. It starts the program and passes questions on; it knows no exercise.
package judge

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"sync"
	"time"

	"weft/grader/checks"
	"weft/grader/observe"
)

// A Judge is a judge's process. Its methods are not safe for concurrent use.
type Judge struct {
	cmd    *exec.Cmd
	in     io.WriteCloser
	out    *json.Decoder
	errors *tail
	broken error
}

// A FaultError reports that a judge could not give a verdict: the exercise is at fault, or a run that it wanted failed.
type FaultError struct{ Text string }

func (e *FaultError) Error() string { return "judge: " + e.Text }

// Start starts a judge. It must be closed.
func Start(binary string) (*Judge, error) {
	j := &Judge{cmd: exec.Command(binary), errors: &tail{}}
	j.cmd.Stderr = j.errors
	in, err := j.cmd.StdinPipe()
	if err != nil {
		return nil, fmt.Errorf("start judge: %w", err)
	}
	out, err := j.cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("start judge: %w", err)
	}
	if err := j.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start judge: %w", err)
	}
	j.in, j.out = in, json.NewDecoder(out)
	return j, nil
}

// closing is how long a judge may need to end, however busy the machine is.
const closing = time.Minute

// Close ends the judge.
func (j *Judge) Close() error {
	j.in.Close()
	stop := time.AfterFunc(closing, func() { j.cmd.Process.Kill() })
	defer stop.Stop()
	if err := j.cmd.Wait(); err != nil && j.broken == nil {
		return fmt.Errorf("judge: %w: %s", err, j.errors)
	}
	return nil
}

// Cases lists the judge's cases.
func (j *Judge) Cases() ([]checks.Listed, error) {
	a, err := j.ask(checks.Ask{List: true})
	if err != nil {
		return nil, err
	}
	if a.Fault != "" {
		return nil, &FaultError{a.Fault}
	}
	return a.Cases, nil
}

// Run makes a run that the judge wants.
type Run func(ctx context.Context, input json.RawMessage, seed uint64) (observe.Run, error)

// Case has the judge judge a case, with the runs that it wants for that. An error of run is returned as it is; a judge that
// cannot judge is a *FaultError.
func (j *Judge) Case(ctx context.Context, name string, run Run) ([]checks.Verdict, error) {
	return j.judge(ctx, checks.Ask{Case: name}, run)
}

// Again is Case for one run of it.
func (j *Judge) Again(ctx context.Context, name string, again checks.Again, run Run) ([]checks.Verdict, error) {
	return j.judge(ctx, checks.Ask{Case: name, Again: &again}, run)
}

func (j *Judge) judge(ctx context.Context, first checks.Ask, run Run) ([]checks.Verdict, error) {
	a, err := j.ask(first)
	var failed error
	for err == nil && a.Want != nil {
		var ask checks.Ask
		if failed == nil {
			var r observe.Run
			if r, failed = run(ctx, a.Want.Input, a.Want.Seed); failed == nil {
				ask.Run = &r
			}
		}
		if failed != nil {
			ask.Fault = failed.Error()
		}
		a, err = j.ask(ask)
	}
	switch {
	case failed != nil:
		return nil, failed
	case err != nil:
		return nil, err
	case a.Fault != "":
		return nil, &FaultError{a.Fault}
	}
	return a.Verdicts, nil
}

func (j *Judge) ask(q checks.Ask) (a checks.Answer, err error) {
	if j.broken != nil {
		return a, j.broken
	}
	defer func() {
		if err != nil {
			j.broken = err
		}
	}()
	data, err := json.Marshal(q)
	if err != nil {
		return a, fmt.Errorf("ask the judge: %w", err)
	}
	if _, err := j.in.Write(append(data, '\n')); err != nil {
		return a, j.gone(err)
	}
	if err := j.out.Decode(&a); err != nil {
		return a, j.gone(err)
	}
	return a, nil
}

// gone says why a judge does not answer any more.
func (j *Judge) gone(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrClosedPipe) {
		return &FaultError{"it ended: " + j.errors.String()}
	}
	return fmt.Errorf("talk to the judge: %w", err)
}

// A tail keeps the end of what is written to it.
type tail struct {
	mu   sync.Mutex
	data []byte
}

const tailSize = 4 << 10

func (t *tail) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.data = append(t.data, b...)
	if n := len(t.data); n > tailSize {
		t.data = bytes.Clone(t.data[n-tailSize:])
	}
	return len(b), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return strings.TrimSpace(string(t.data))
}
