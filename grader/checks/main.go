package checks

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"testing"

	"weft/grader/observe"
)

// Between the grader and a judge JSON values go to and fro, one a line. The grader asks ([Ask]); while the judge works on
// a case it may want runs, which the grader answers with observations.

// An Ask is what the grader sends: for the list of cases, to judge a case, or the answer to a [Want].
type Ask struct {
	List bool   `json:"list,omitempty"`
	Case string `json:"case,omitempty"`
	// Again, with Case: only one run of it is to be judged.
	Again *Again       `json:"again,omitempty"`
	Run   *observe.Run `json:"run,omitempty"`
	// Fault says why a run could not be made: there is no verdict on the case then.
	Fault string `json:"fault,omitempty"`
}

// Again names a run: by the seed of its schedule, 0 for none, and if the case has a property by its input.
type Again struct {
	Seed  uint64          `json:"seed,omitempty"`
	Input json.RawMessage `json:"input,omitempty"`
}

// An Answer is what the judge sends; one of its fields is set.
type Answer struct {
	Cases    []Listed  `json:"cases,omitempty"`
	Want     *Want     `json:"want,omitempty"`
	Verdicts []Verdict `json:"verdicts,omitempty"` // of the case that was asked about
	Fault    string    `json:"fault,omitempty"`    // why there is no verdict
}

// Want asks for a run of the case that is judged.
type Want struct {
	Input json.RawMessage `json:"input"`
	Seed  uint64          `json:"seed,omitempty"`
}

// Listed is a case as the grader knows it.
type Listed struct {
	Name      string          `json:"name"`
	Checks    []string        `json:"checks"`
	Schedules int             `json:"schedules,omitempty"`
	Property  bool            `json:"property,omitempty"`
	Input     json.RawMessage `json:"input,omitempty"` // of a case without property
}

// Main is the program of a judge: it answers what comes on standard input until that ends, on what was
// standard output when it began. Checks that print do so on standard error.
func Main(s Suite) {
	out := os.Stdout
	os.Stdout = os.Stderr
	testing.Init() // rapid asks for flags of tests
	if err := flag.CommandLine.Parse(nil); err != nil {
		fmt.Fprintln(os.Stderr, "judge:", err)
		os.Exit(1)
	}
	if err := Serve(s, os.Stdin, out); err != nil {
		fmt.Fprintln(os.Stderr, "judge:", err)
		os.Exit(1)
	}
}

// Serve is Main on other streams.
func Serve(s Suite, in io.Reader, out io.Writer) error {
	j := &judge{suite: s, in: json.NewDecoder(in), out: json.NewEncoder(out)}
	for {
		var a Ask
		if err := j.in.Decode(&a); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("read a question: %w", err)
		}
		if err := j.answer(a); err != nil {
			return err
		}
	}
}

type judge struct {
	suite Suite
	in    *json.Decoder
	out   *json.Encoder
}

func (j *judge) answer(a Ask) error {
	if a.List {
		cases, err := j.suite.list()
		if err != nil {
			return j.out.Encode(Answer{Fault: err.Error()})
		}
		return j.out.Encode(Answer{Cases: cases})
	}
	c, ok := j.suite.Find(a.Case)
	if !ok {
		return j.out.Encode(Answer{Fault: fmt.Sprintf("there is no case %q", a.Case)})
	}
	judge := c.Judge
	if a.Again != nil {
		judge = func(run Runner) ([]Verdict, error) { return c.Again(*a.Again, run) }
	}
	verdicts, err := judge(j.run)
	if err != nil {
		return j.out.Encode(Answer{Fault: err.Error()})
	}
	return j.out.Encode(Answer{Verdicts: verdicts})
}

// run has the grader run the case.
func (j *judge) run(input any, seed uint64) (observe.Run, error) {
	data, err := json.Marshal(input)
	if err != nil {
		return observe.Run{}, fmt.Errorf("write the input: %w", err)
	}
	if err := j.out.Encode(Answer{Want: &Want{Input: data, Seed: seed}}); err != nil {
		return observe.Run{}, err
	}
	var a Ask
	switch err := j.in.Decode(&a); {
	case err != nil:
		return observe.Run{}, fmt.Errorf("read an observation: %w", err)
	case a.Fault != "":
		return observe.Run{}, errors.New(a.Fault)
	case a.Run == nil:
		return observe.Run{}, errors.New("an observation was wanted, and something else came")
	}
	return *a.Run, nil
}

func (s Suite) list() ([]Listed, error) {
	var cases []Listed
	seen := map[string]bool{}
	for _, c := range s.Cases {
		if c.Name == "" || seen[c.Name] {
			return nil, fmt.Errorf("case %q: names of cases are not empty, and each is there once", c.Name)
		}
		seen[c.Name] = true
		l := Listed{Name: c.Name, Schedules: c.Schedules}
		for _, n := range c.Checks {
			l.Checks = append(l.Checks, n.Name)
		}
		if c.Property != nil {
			l.Property, l.Checks = true, []string{c.Property.Name}
			cases = append(cases, l)
			continue
		}
		if len(c.Checks) == 0 {
			return nil, fmt.Errorf("case %q has no checks", c.Name)
		}
		data, err := json.Marshal(c.Input)
		if err != nil {
			return nil, fmt.Errorf("case %q: write the input: %w", c.Name, err)
		}
		l.Input = data
		cases = append(cases, l)
	}
	return cases, nil
}
