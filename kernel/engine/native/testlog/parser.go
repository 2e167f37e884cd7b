package testlog

import (
	"strings"
	"time"
)

const (
	marker    = "\x16"    // begins a line of package testing's own
	maxOutput = 256 << 10 // kept of one test's output
	maxTotal  = 16 << 20  // of all tests' outputs
	maxTests  = 50_000    // of which there are Tests
)

// Cut stands for what was printed beyond what is kept of a test's output.
const Cut = "\n... (the rest is left out)\n"

// A Parser takes the text as it comes. The zero Parser is ready.
type Parser struct {
	rest    string // a line that has not ended
	root    node   // its output is that outside of tests
	current *node  // that output belongs to; nil: the root
	latest  map[string]*node
	verdict string
	kept    int // bytes of output
	begun   int // tests
}

// A node is a Test in the making.
type node struct {
	test   Test
	output strings.Builder
	parts  []*node
	cut    bool
}

// Parse reads a whole text.
func Parse(text string) Report {
	var p Parser
	p.Add(text)
	return p.Report()
}

// Add reads more text.
func (p *Parser) Add(text string) {
	text = p.rest + text
	p.rest = ""
	for len(text) > 0 {
		line, rest, ended := strings.Cut(text, "\n")
		own := strings.Index(line, marker)
		switch {
		case ended:
			p.line(line)
		case own < 0 || len(line)-own > maxOutput:
			p.print(line)
		default:
			p.print(line[:own])
			p.rest = line[own:]
		}
		text = rest
	}
}

// Report is what has been read so far.
func (p *Parser) Report() Report {
	return Report{Tests: tests(p.root.parts), Output: p.root.output.String(), Verdict: p.verdict}
}

func tests(nodes []*node) []Test {
	var all []Test
	for _, n := range nodes {
		t := n.test
		t.Output = n.output.String()
		t.Logs = logs(t.Output)
		if strings.HasPrefix(t.Name, "Example") && t.Status == Failed {
			t.Got, t.Want = gotWant(t.Output)
		}
		t.Parts = tests(n.parts)
		all = append(all, t)
	}
	return all
}

// line takes a line; the marker may come after what a test printed without a line end.
func (p *Parser) line(line string) {
	before, own, ok := strings.Cut(line, marker)
	if !ok {
		p.print(line + "\n")
		return
	}
	p.print(before)
	if !p.progress(own) {
		p.print(own + "\n")
	}
}

func (p *Parser) print(text string) {
	n := p.current
	if n == nil {
		n = &p.root
	}
	if n.cut {
		return
	}
	if room := min(maxOutput-n.output.Len(), maxTotal-p.kept); len(text) > room {
		text, n.cut = text[:room]+Cut, true
	}
	n.output.WriteString(text)
	p.kept = min(p.kept+len(text), maxTotal)
}

// progress takes a line of package testing. It is false if it is none.
func (p *Parser) progress(line string) bool {
	if line == "PASS" || line == "FAIL" {
		p.verdict, p.current = line, nil
		return true
	}
	if text, ok := strings.CutPrefix(line, "=== "); ok {
		what, rest, _ := strings.Cut(text, " ")
		name := strings.TrimSpace(rest)
		switch what {
		case "RUN":
			p.current = p.begin(name)
		case "CONT", "NAME":
			p.current = p.latest[name]
		case "PAUSE":
			p.current = nil
		case "ATTR":
			p.attr(rest)
		default:
			return false
		}
		return true
	}
	text, ok := strings.CutPrefix(strings.TrimLeft(line, " "), "--- ")
	word, name, found := strings.Cut(text, ": ")
	if !ok || !found {
		return false
	}
	return p.end(word, name)
}

// begin returns a new test, which is a part of the one whose name the longest beginning of its own is.
func (p *Parser) begin(name string) *node {
	if p.latest == nil {
		p.latest = make(map[string]*node)
	}
	if p.begun++; p.begun > maxTests {
		return nil
	}
	parent := &p.root
	for i := strings.LastIndexByte(name, '/'); i > 0; i = strings.LastIndexByte(name[:i], '/') {
		if n := p.latest[name[:i]]; n != nil {
			parent = n
			break
		}
	}
	n := &node{test: Test{Name: name}}
	parent.parts = append(parent.parts, n)
	p.latest[name] = n
	return n
}

// attr takes "TestX key value".
func (p *Parser) attr(text string) {
	name, pair, _ := strings.Cut(strings.TrimLeft(text, " "), " ")
	key, value, _ := strings.Cut(pair, " ")
	if n := p.latest[name]; n != nil && len(n.test.Attrs) < 1000 {
		n.test.Attrs = append(n.test.Attrs, Attr{key, value})
	}
}

// end takes "PASS" and "TestX (0.01s)". What is printed next still belongs to the test: an example's
// outputs come then.
func (p *Parser) end(word, name string) bool {
	status, ok := map[string]Status{"PASS": Passed, "FAIL": Failed, "SKIP": Skipped, "BENCH": Passed}[word]
	if !ok {
		return false
	}
	name, elapsed := cutTime(name)
	n := p.latest[name]
	if n == nil {
		return false
	}
	n.test.Status, n.test.Elapsed = status, elapsed
	p.current = n
	return true
}

// cutTime reads "TestX (0.01s)".
func cutTime(text string) (name string, elapsed time.Duration) {
	name, seconds, ok := strings.Cut(text, " (")
	if !ok {
		return text, 0
	}
	d, err := time.ParseDuration(strings.TrimSuffix(seconds, ")"))
	if err != nil || d < 0 {
		return text, 0
	}
	return name, d
}
