// Package probe is the library of an exercise's driver: it runs cases in virtual time, each with the submission that
// it was built with, and sends what it observed. It is compiled into the submission's process, knows no expected
// value and judges nothing.
//
// A driver is
//
//	func main() { probe.Main(run) }
//
//	func run(p *probe.Probe, in cases.In) (out cases.Out) {
//		p.Call(func() { out.Sum = solution.Sum(doubles(p, in)) })
//		return out
//	}
package probe

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"weft/grader/observe"
)

// Descriptors that the process is given. A submission may import nothing that could use them.
const (
	Requests = 3
	Answers  = 4
)

// A Request asks for a run of a case.
type Request struct {
	Nonce string          `json:"nonce"` // to be repeated in the answer
	Input json.RawMessage `json:"input"`
	Seed  uint64          `json:"seed,omitempty"` // of the schedule
	// Virtual and Stuck are limits: of the program's own clock, and of the real time for which it may stand still.
	Virtual time.Duration `json:"virtual,omitempty"`
	Stuck   time.Duration `json:"stuck,omitempty"`
	// Goroutines is how many there may be at one time.
	Goroutines int `json:"goroutines,omitempty"`
}

// An Answer is what was observed.
type Answer struct {
	Nonce string      `json:"nonce"`
	Run   observe.Run `json:"run"`
	// Races is how many reports the race detector wrote on standard error during the run.
	Races int `json:"races,omitempty"`
	// Last says that the process ends now, since what is left in it could disturb another case.
	Last bool `json:"last,omitempty"`
	// Fault is a failure of the driver: there is nothing to judge.
	Fault string `json:"fault,omitempty"`
}

// Main serves requests until they end. f is called once for each, in virtual time; what it returns is the run's Value.
func Main[In, Out any](f func(p *Probe, in In) Out) {
	serve := server{
		requests: json.NewDecoder(os.NewFile(Requests, "requests")),
		answers:  json.NewEncoder(os.NewFile(Answers, "answers")),
		events:   newEvents(),
		prepare: func(input json.RawMessage) (body, error) {
			var in In
			if err := json.Unmarshal(input, &in); err != nil {
				return nil, fmt.Errorf("the driver cannot read the input %.200s: %w", input, err)
			}
			return func(p *Probe) any { return f(p, in) }, nil
		},
	}
	if err := serve.all(); err != nil {
		fmt.Fprintln(os.Stderr, "driver:", err)
		os.Exit(1)
	}
}

// A body is a driver's function with its input.
type body func(p *Probe) any

// A server answers requests one by one.
type server struct {
	requests *json.Decoder
	answers  *json.Encoder
	prepare  func(json.RawMessage) (body, error)
	events   []event
}

func (s server) all() error {
	for {
		var q Request
		if err := s.requests.Decode(&q); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("read a request: %w", err)
		}
		a := s.one(q)
		a.Nonce = q.Nonce
		if err := s.answers.Encode(a); err != nil {
			return fmt.Errorf("send an answer: %w", err)
		}
		if a.Last {
			return nil
		}
	}
}

func (s server) one(q Request) Answer {
	f, err := s.prepare(q.Input)
	if err != nil {
		return Answer{Fault: err.Error()}
	}
	before := raceErrors()
	r, last, err := observed(q, f, s.events)
	if err != nil {
		return Answer{Fault: err.Error(), Last: true}
	}
	return Answer{Run: r, Last: last, Races: raceErrors() - before}
}
