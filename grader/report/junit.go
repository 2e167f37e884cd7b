package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"time"

	"weft/grader/result"
)

// JUnit writes results as the XML of JUnit, as Jenkins, GitLab and others read it: a suite for each submission, a test
// for each case. What does not compile has one failed test, our failure is an error, who is missing was skipped. A
// suite's time is real, a test's virtual. Results should be [result.Result.ForStudent]: logs are read by many.
func JUnit(w io.Writer, results []result.Result) error {
	all := junitSuites{Name: "weft"}
	for _, r := range results {
		s := junitSuiteOf(r)
		all.Suites = append(all.Suites, s)
		all.Tests, all.Failures, all.Errors, all.Skipped = all.Tests+s.Tests, all.Failures+s.Failures, all.Errors+s.Errors, all.Skipped+s.Skipped
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(all); err != nil {
		return fmt.Errorf("write JUnit: %w", err)
	}
	_, err := io.WriteString(w, "\n")
	return err
}

type junitSuites struct {
	XMLName  xml.Name     `xml:"testsuites"`
	Name     string       `xml:"name,attr"`
	Tests    int          `xml:"tests,attr"`
	Failures int          `xml:"failures,attr"`
	Errors   int          `xml:"errors,attr"`
	Skipped  int          `xml:"skipped,attr"`
	Suites   []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name       string          `xml:"name,attr"`
	Tests      int             `xml:"tests,attr"`
	Failures   int             `xml:"failures,attr"`
	Errors     int             `xml:"errors,attr"`
	Skipped    int             `xml:"skipped,attr"`
	Time       string          `xml:"time,attr"` // s
	Timestamp  string          `xml:"timestamp,attr,omitempty"`
	Properties []junitProperty `xml:"properties>property"`
	Cases      []junitCase     `xml:"testcase"`
}

type junitProperty struct {
	Name  string `xml:"name,attr"`
	Value string `xml:"value,attr"`
}

type junitCase struct {
	Name      string        `xml:"name,attr"`
	Classname string        `xml:"classname,attr"`
	Time      string        `xml:"time,attr"` // s
	Skipped   *junitProblem `xml:"skipped"`
	Error     *junitProblem `xml:"error"`
	Failure   *junitProblem `xml:"failure"`
}

type junitProblem struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr,omitempty"`
	Text    string `xml:",chardata"`
}

func junitSuiteOf(r result.Result) junitSuite {
	name := clean(r.Name)
	s := junitSuite{Name: name, Time: seconds(r.Times.Total)}
	if !r.At.IsZero() {
		s.Timestamp = r.At.UTC().Format("2006-01-02T15:04:05")
	}
	add := func(name, value string) {
		if value != "" {
			s.Properties = append(s.Properties, junitProperty{name, clean(value)})
		}
	}
	add("exercise", r.Exercise.Name)
	add("exercise version", strconv.Itoa(r.Exercise.Version))
	add("status", string(r.Status))
	if r.Status == result.Graded {
		add("points", fmt.Sprintf("%d of %d", r.Points, r.Max))
	}
	add("submission", r.Submission)
	add("grader", r.Grader)
	add("go", r.Go)
	add("sandbox", r.Sandbox)
	class := r.Exercise.Name + "." + name
	one := junitCase{Name: "is graded", Classname: class, Time: "0.000"}
	problem := &junitProblem{Message: firstLine(unable(r)), Type: string(r.Status), Text: unable(r)}
	switch r.Status {
	case result.Ungradable:
		one.Failure, s.Failures = problem, 1
	case result.Failed:
		one.Error, s.Errors = problem, 1
	case result.Absent:
		one.Skipped, s.Skipped = &junitProblem{Message: problem.Message}, 1
	default:
		for _, c := range r.Cases {
			k := junitCaseOf(c, class)
			if k.Failure != nil {
				s.Failures++
			}
			s.Cases = append(s.Cases, k)
		}
	}
	if r.Status != result.Graded {
		s.Cases = []junitCase{one}
	}
	s.Tests = len(s.Cases)
	return s
}

func junitCaseOf(c result.Case, class string) junitCase {
	k := junitCase{Name: clean(c.Title), Classname: class, Time: seconds(c.Elapsed)}
	if c.Passed() {
		return k
	}
	failed, ok := firstFailure(c)
	if !ok {
		failed = result.Check{Name: "not run", Title: "the case was not finished"}
	}
	k.Failure = &junitProblem{Message: problemOf(failed), Type: failed.Name, Text: explain(c)}
	return k
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.3f", d.Seconds()) }
