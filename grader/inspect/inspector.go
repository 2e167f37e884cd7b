package inspect

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"weft/grader/submission"
	"weft/kernel/engine/sandbox"
)

// Limits of a process that examines submissions. A solution takes some milliseconds and some MiB.
const (
	memory   = 1 << 30
	cpu      = 5 * time.Second // for one submission
	patience = 5 * time.Minute // real time: then the machine is at fault
)

// An Inspector examines submissions in processes of its own. Its methods are safe for concurrent use.
type Inspector struct {
	box        *sandbox.Sandbox
	executable string

	mu   sync.Mutex
	idle []*server
}

// New returns an Inspector whose processes are of an executable that begins with IsServer, at the sandbox's level. With ""
// submissions are examined in this process.
func New(box *sandbox.Sandbox, executable string) *Inspector {
	return &Inspector{box: box, executable: executable}
}

// Examine examines a submission. One that takes too much to examine has a diagnostic that says so. An error is
// that of ctx, or our failure.
func (i *Inspector) Examine(ctx context.Context, q Question) (Answer, error) {
	if i.executable == "" {
		return Examine(q), nil
	}
	s, err := i.take(ctx)
	if err != nil {
		return Answer{}, err
	}
	a, limit, err := s.ask(ctx, q)
	if err != nil || limit != "" {
		s.end()
	} else {
		i.give(s)
	}
	switch {
	case ctx.Err() != nil:
		return Answer{}, ctx.Err()
	case err != nil:
		return Answer{}, fmt.Errorf("examine the submission: %w", err)
	case limit != "":
		return Answer{Diagnostics: []submission.Diagnostic{tooMuch(q.Submission, limit)}}, nil
	case a.Fault != "":
		return Answer{}, errors.New(a.Fault)
	}
	return a, nil
}

// tooMuch tells a student that a text cannot be examined.
func tooMuch(s submission.Submission, limit string) submission.Diagnostic {
	d := submission.Diagnostic{Text: "the types of this text cannot be checked within " + limit, Hint: "look for huge constants, and for types and calls that double themselves"}
	if len(s.Files) > 0 {
		d.File = s.Files[0].Name
	}
	return d
}

// Close ends the processes. Calls must have returned.
func (i *Inspector) Close() {
	i.mu.Lock()
	defer i.mu.Unlock()
	for _, s := range i.idle {
		s.end()
	}
	i.idle = nil
}

func (i *Inspector) take(ctx context.Context) (*server, error) {
	i.mu.Lock()
	if n := len(i.idle); n > 0 {
		s := i.idle[n-1]
		i.idle = i.idle[:n-1]
		i.mu.Unlock()
		return s, nil
	}
	i.mu.Unlock()
	return i.start()
}

func (i *Inspector) give(s *server) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.idle = append(i.idle, s)
}

// A server is a process that examines one submission after the other.
type server struct {
	process   *sandbox.Process
	questions *os.File
	answers   *os.File
	decoder   *json.Decoder
	last      bytes.Buffer // what it printed on standard error: a crash
}

// start starts a process. It serves many calls, and so lives in no call's context.
func (i *Inspector) start() (*server, error) {
	theirQuestions, ourQuestions, err := os.Pipe()
	if err != nil {
		return nil, fmt.Errorf("start an inspector: %w", err)
	}
	defer theirQuestions.Close()
	ourAnswers, theirAnswers, err := os.Pipe()
	if err != nil {
		ourQuestions.Close()
		return nil, fmt.Errorf("start an inspector: %w", err)
	}
	defer theirAnswers.Close()
	s := &server{questions: ourQuestions, answers: ourAnswers, decoder: json.NewDecoder(ourAnswers)}
	s.process, err = i.box.Start(context.Background(), sandbox.Program{
		Path: i.executable, Args: []string{serverArg}, Env: []string{serverVariable + "=1", "GOMAXPROCS=2"},
		Files: []*os.File{theirQuestions, theirAnswers}, Stderr: &s.last,
	}, sandbox.Limits{Wall: lifetime, CPU: lifetime, Memory: memory}, sandbox.None)
	if err != nil {
		s.questions.Close()
		s.answers.Close()
		return nil, fmt.Errorf("start an inspector: %w", err)
	}
	return s, nil
}

// lifetime bounds a process that serves many submissions.
const lifetime = 24 * time.Hour

// ask asks one question. limit says which limit ended the process instead of an answer, "" for none.
func (s *server) ask(ctx context.Context, q Question) (a Answer, limit string, err error) {
	stopped := make(chan reason, 1)
	watched := make(chan struct{})
	defer func() { <-watched }()
	answered := make(chan struct{})
	defer close(answered)
	go func() {
		defer close(watched)
		s.watch(answered, stopped)
	}()
	defer context.AfterFunc(ctx, s.process.Kill)()
	err = json.NewEncoder(s.questions).Encode(q)
	if err == nil {
		err = s.decoder.Decode(&a)
	}
	if err == nil {
		return a, "", nil
	}
	select {
	case why := <-stopped:
		return a, why.limit, why.err
	default:
	}
	exit, waitErr := s.process.Wait()
	switch {
	case waitErr != nil:
		return a, "", errors.Join(err, waitErr)
	case exit.Stop == sandbox.StopMemory:
		return a, fmt.Sprintf("%d MiB", memory>>20), nil
	case bytes.Contains(s.last.Bytes(), []byte("stack overflow")):
		return a, "the stack of a goroutine", nil
	case errors.Is(err, io.EOF):
		return a, "", fmt.Errorf("the inspector ended: status %d, signal %d, %s: %.500s", exit.Code, exit.Signal, exit.Stop, s.last.String())
	}
	return a, "", err
}

// A reason says why a process was ended: by a limit, which is a fact of the text, or because of an error, which is ours.
type reason struct {
	limit string
	err   error
}

// watch ends the process if it takes too long for an answer, and then tells why.
func (s *server) watch(answered <-chan struct{}, stopped chan<- reason) {
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	before, _ := s.process.CPU()
	for began := time.Now(); ; {
		select {
		case <-answered:
			return
		case <-tick.C:
		}
		var why reason
		if used, ok := s.process.CPU(); ok && used-before > cpu {
			why.limit = cpu.String() + " of processor time"
		} else if time.Since(began) > patience {
			why.err = fmt.Errorf("no answer within %s of real time", patience)
		} else {
			continue
		}
		stopped <- why
		s.process.Kill()
		return
	}
}

// end ends the process.
func (s *server) end() {
	s.questions.Close()
	s.process.Kill()
	s.process.Wait()
	s.answers.Close()
}
