package exercise

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
)

// A Manifest is what exercise.yaml says.
type Manifest struct {
	ID      int    `yaml:"id"`
	Name    string `yaml:"name"` // as in the folder's name
	Title   string `yaml:"title"`
	Version int    `yaml:"version"` // raised with every change that can change a verdict

	Packages []string `yaml:"packages"` // what a submission may import
	Limits   Limits   `yaml:"limits"`

	Cases  []Case      `yaml:"cases"`
	Checks []CheckText `yaml:"checks"`
	Static Static      `yaml:"static"`
	// Fatal names checks that fail the whole exercise: failing one of them in any case earns no points.
	Fatal []string `yaml:"fatal"`
	Hints []string `yaml:"hints"` // three, from vague to telling
}

// Limits bound each run of a case. A zero field means its default.
type Limits struct {
	Virtual    Duration `yaml:"virtual"`    // the program's own clock; default 2h
	Wall       Duration `yaml:"wall"`       // real time of a case, after which weft gives up, and not the submission; default 5m
	Stuck      Duration `yaml:"stuck"`      // real time for which virtual time may stand still; default 2.5s
	Memory     int      `yaml:"memory"`     // MiB; default 256
	Output     int      `yaml:"output"`     // KiB; default 64
	Goroutines int      `yaml:"goroutines"` // at one time; default 100,000
	Threads    int      `yaml:"threads"`    // of the operating system; default 512
}

// A Case is a case's place in the grade.
type Case struct {
	Name    string     `yaml:"name"`
	Points  int        `yaml:"points"`
	Visible Visibility `yaml:"visible"`
	Hint    string     `yaml:"hint"`
	Title   string     `yaml:"title"` // what a reader sees; the name if it is empty
	// Isolated asks for a process of its own.
	Isolated bool   `yaml:"isolated"`
	Limits   Limits `yaml:"limits"` // instead of the exercise's
}

// Visibility says who sees what of a case.
type Visibility string

// Visibilities.
const (
	Public        Visibility = "public"         // everything
	Hidden        Visibility = "hidden"         // the name, and the hint if it fails
	AfterDeadline Visibility = "after-deadline" // hidden until the deadline, then public
)

// A CheckText explains a check to the student.
type CheckText struct {
	Name  string `yaml:"name"`
	Title string `yaml:"title"` // what must hold: "the queue never holds more than 4 items"
	Hint  string `yaml:"hint"`  // a question rather than an answer
}

// Static are rules about the text of a submission.
type Static struct {
	MustUse    []string `yaml:"must-use"` // packages or symbols: "sync", "sync.Mutex"
	MustNotUse []string `yaml:"must-not-use"`
}

// A Duration is written as in Go: "2.5s".
type Duration time.Duration

// UnmarshalYAML reads a duration.
func (d *Duration) UnmarshalYAML(data []byte) error {
	v, err := time.ParseDuration(strings.Trim(strings.TrimSpace(string(data)), `"'`))
	if err != nil {
		return fmt.Errorf("%s is not a duration such as 2.5s", data)
	}
	*d = Duration(v)
	return nil
}

// parseManifest reads exercise.yaml; unknown fields are errors, since they would have no effect.
func parseManifest(text string) (Manifest, error) {
	var m Manifest
	if err := yaml.NewDecoder(strings.NewReader(text), yaml.Strict()).Decode(&m); err != nil {
		return m, fmt.Errorf("%s", yaml.FormatError(err, false, true))
	}
	return m, nil
}

var goodName = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)

// problems are what is wrong with the values of a manifest.
func (m Manifest) problems() []string {
	var all []string
	say := func(format string, args ...any) { all = append(all, fmt.Sprintf(format, args...)) }
	if m.ID <= 0 {
		say("id is not a number above 0")
	}
	if !goodName.MatchString(m.Name) {
		say("name %q is not made of small letters, digits and dashes", m.Name)
	}
	if m.Title == "" {
		say("title is missing")
	}
	if m.Version <= 0 {
		say("version is not a number above 0")
	}
	if len(m.Packages) == 0 {
		say("packages are missing: nothing could be imported")
	}
	for _, p := range m.Packages {
		if p == "unsafe" || p == "C" || strings.HasPrefix(p, "weft/") {
			say("package %s cannot be allowed", p)
		}
	}
	if len(m.Cases) == 0 {
		say("cases are missing")
	}
	seen := map[string]bool{}
	for i, c := range m.Cases {
		switch {
		case c.Name == "":
			say("case number %d has no name", i+1)
		case seen[c.Name]:
			say("case %q is there twice", c.Name)
		}
		seen[c.Name] = true
		if c.Points < 0 {
			say("case %q has negative points", c.Name)
		}
		if !slices.Contains([]Visibility{Public, Hidden, AfterDeadline}, c.Visible) {
			say("case %q: visible is %q, not public, hidden or after-deadline", c.Name, c.Visible)
		}
		if c.Visible != Public && c.Hint == "" {
			say("case %q is not public and has no hint, so that a student who fails it knows nothing", c.Name)
		}
	}
	if m.Points() == 0 {
		say("no case has points")
	}
	for _, name := range m.Fatal {
		if !m.has(name) {
			say("fatal names the check %q, which checks does not explain: add {name: %s, title: ...} there", name, name)
		}
	}
	for _, c := range m.Checks {
		if c.Name == "" || c.Title == "" {
			say("check %q has no name or no title", c.Name)
		}
	}
	return all
}

// Points are those of all cases.
func (m Manifest) Points() int {
	sum := 0
	for _, c := range m.Cases {
		sum += c.Points
	}
	return sum
}

func (m Manifest) has(check string) bool {
	return slices.ContainsFunc(m.Checks, func(c CheckText) bool { return strings.EqualFold(c.Name, check) })
}

// IsFatal reports whether failing that check fails the whole exercise.
func (m Manifest) IsFatal(check string) bool {
	return slices.ContainsFunc(m.Fatal, func(name string) bool { return strings.EqualFold(name, check) })
}

// Check is the explanation of a check; names are compared without regard to case.
func (m Manifest) Check(name string) CheckText {
	for _, c := range m.Checks {
		if strings.EqualFold(c.Name, name) {
			return c
		}
	}
	return CheckText{Name: name}
}
