package kernel

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"weft/kernel/engine/interp"
	"weft/kernel/jupyter/msg"
)

// The test binary is its own evaluator, as the weft binary is.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "child" {
		os.Exit(interp.Main(os.Args[2:]))
	}
	os.Exit(m.Run())
}

// TestScripts runs testdata/script: each script is a notebook against a real evaluator.
//
//	cell FILE, ! cell FILE   runs FILE as the next cell; ! expects that it fails; $WORK in it is the script's folder
//	until FILE MIME REGEXP   runs FILE as the next cells until one of them, which may fail, shows a match
//	prints REGEXP            the cell's standard output; ! prints expects no match
//	warns REGEXP             its standard error
//	result REGEXP            the text of its execute_result; ! result expects none
//	shows MIME REGEXP        one of its displays; an updated one shows its last value
//	error REGEXP             the error as a reader sees it, without colours
//	paged REGEXP             what it sent to the pager
//	cleared                  it cleared its output
//	answer TEXT...           answers to its questions, for the next cell; a missing one is the end of input
//	asked REGEXP             the prompts of its questions
//	start FILE, interrupt   starts a cell without waiting; interrupts it and waits
//	later CELL REGEXP        waits until cell number CELL has printed a match, or displayed one as text
//	compiled                 waits until what is compiled in the background has been
//	complete FILE WORD...    completes at the | in FILE: the first matches, as far as WORDs are given
//	! complete FILE WORD...  none of the WORDs is among the matches
//	match WORD REGEXP        the kind and signature of a match of the last complete
//	inspect [-full] FILE REGEXP   what is known about the name at the | in FILE, as plain text; ! inspect FILE: nothing
//	inspected REGEXP         the same as Markdown, of the last inspect; ! inspected expects no match
func TestScripts(t *testing.T) { runScripts(t, "testdata/script") }

func runScripts(t *testing.T, dir string) { runScriptsWith(t, dir, Config{}) }

// runScriptsWith runs the scripts of a folder, or some of them only.
func runScriptsWith(t *testing.T, dir string, cfg Config, files ...string) {
	if len(files) > 0 {
		dir = ""
	}
	testscript.Run(t, testscript.Params{
		Dir: dir, Files: files,
		Setup: func(env *testscript.Env) error {
			cfg := cfg
			cfg.Child.Dir = env.WorkDir
			s, err := NewSession(cfg)
			if err != nil {
				return err
			}
			env.Defer(s.Close)
			env.Values["notebook"] = &notebook{session: s}
			return nil
		},
		Condition: func(name string) (bool, error) {
			switch name {
			case "toolchain": // without one CI fails, and others skip
			case "race":
				return underRace, nil
			default:
				return false, fmt.Errorf("unknown condition %s", name)
			}
			_, err := exec.LookPath("go")
			return err == nil || os.Getenv("CI") == "true", nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"cell": cmdCell, "start": cmdStart, "interrupt": cmdInterrupt, "answer": cmdAnswer, "later": cmdLater, "until": cmdUntil,
			"compiled": func(ts *testscript.TestScript, _ bool, _ []string) { of(ts).session.background.Wait() },
			"prints":   check1(func(p *page) string { return p.stdout }), "warns": check1(func(p *page) string { return p.stderr }),
			"result": check1(func(p *page) string { return p.result }), "error": check1(func(p *page) string { return p.failure }),
			"paged": check1(func(p *page) string { return p.paged }), "asked": check1(func(p *page) string { return strings.Join(p.prompts, "\n") }),
			"shows": cmdShows, "cleared": cmdCleared,
			"complete": cmdComplete, "match": cmdMatch, "inspect": cmdInspect, "inspected": cmdInspected,
		},
	})
}

// A notebook is what a script has run so far.
type notebook struct {
	session *Session
	pages   []*page
	answers []string
	running chan *Failure

	completed msg.CompleteReply
	inspected msg.InspectReply
}

func of(ts *testscript.TestScript) *notebook { return ts.Value("notebook").(*notebook) }

func (n *notebook) last(ts *testscript.TestScript) *page {
	if len(n.pages) == 0 {
		ts.Fatalf("no cell has run yet")
	}
	return n.pages[len(n.pages)-1]
}

// A page is what one cell put out.
type page struct {
	mu                                     sync.Mutex
	changed                                *sync.Cond
	stdout, stderr, result, failure, paged string
	displays                               []shown
	prompts, answers                       []string
	cleared                                bool
}

type shown struct {
	id   string
	data msg.Bundle
}

func (p *page) Stream(name, text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if name == "stderr" {
		p.stderr += text
	} else {
		p.stdout += text
	}
	p.changed.Broadcast()
}

func (p *page) Display(data, _ msg.Bundle, id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.displays = append(p.displays, shown{id, data})
	p.changed.Broadcast()
}

func (p *page) Update(data, _ msg.Bundle, id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i := range p.displays {
		if p.displays[i].id == id {
			p.displays[i].data = data
		}
	}
}

func (p *page) Result(data, _ msg.Bundle) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.result = fmt.Sprint(data["text/plain"])
}

func (p *page) Clear(bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.cleared = true
}

func (p *page) Input(_ context.Context, prompt string, _ bool) (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.prompts = append(p.prompts, prompt)
	if len(p.answers) == 0 {
		return "", io.EOF
	}
	answer := p.answers[0]
	p.answers = p.answers[1:]
	return answer, nil
}

func (n *notebook) start(source string) {
	p := &page{answers: n.answers}
	p.changed = sync.NewCond(&p.mu)
	n.answers, n.pages = nil, append(n.pages, p)
	number := len(n.pages)
	n.running = make(chan *Failure, 1)
	go func() {
		o := n.session.Run(context.Background(), number, source, p)
		p.mu.Lock()
		for _, payload := range o.Payload {
			p.paged += fmt.Sprint(payload)
		}
		if o.Failure != nil {
			p.failure = o.Failure.Name + "\n" + o.Failure.Plain()
		}
		p.mu.Unlock()
		n.running <- o.Failure
	}()
}

func cmdCell(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: cell FILE")
	}
	n := of(ts)
	n.start(strings.ReplaceAll(ts.ReadFile(args[0]), "$WORK", ts.Getenv("WORK")))
	f := <-n.running
	p := n.last(ts)
	ts.Logf("[stdout]\n%s[stderr]\n%s[result]\n%s\n[error]\n%s", p.stdout, p.stderr, p.result, p.failure)
	if (f != nil) != neg {
		ts.Fatalf("cell %s: failed: %v, want %v", args[0], f != nil, neg)
	}
}

func cmdStart(ts *testscript.TestScript, _ bool, args []string) { of(ts).start(ts.ReadFile(args[0])) }

func cmdInterrupt(ts *testscript.TestScript, _ bool, _ []string) {
	n := of(ts)
	n.session.Interrupt()
	<-n.running
	p := n.last(ts)
	ts.Logf("[stdout]\n%s[error]\n%s", p.stdout, p.failure)
}

func cmdAnswer(ts *testscript.TestScript, _ bool, args []string) { of(ts).answers = args }

func cmdLater(ts *testscript.TestScript, _ bool, args []string) {
	var number int
	if _, err := fmt.Sscan(args[0], &number); err != nil || number > len(of(ts).pages) {
		ts.Fatalf("later: no cell %s", args[0])
	}
	re := pattern(ts, args[1])
	p := of(ts).pages[number-1]
	p.mu.Lock()
	defer p.mu.Unlock()
	for !re.MatchString(p.stdout + p.notes()) {
		p.changed.Wait()
	}
}

// notes are the texts of what a page displays, a line each. The caller holds mu.
func (p *page) notes() string {
	var b strings.Builder
	for _, d := range p.displays {
		fmt.Fprintln(&b, d.data["text/plain"])
	}
	return b.String()
}

func cmdShows(ts *testscript.TestScript, neg bool, args []string) {
	p := of(ts).last(ts)
	re, found := pattern(ts, args[1]), 0
	for _, d := range p.displays {
		if text, ok := d.data[args[0]]; ok && re.MatchString(fmt.Sprint(text)) {
			found++
		}
	}
	if found > 0 == neg || len(args) > 2 && fmt.Sprint(found) != args[2] {
		ts.Fatalf("shows %s: found %d among %v", args, found, p.displays)
	}
}

// cmdUntil is for what becomes true by itself, soon, and cannot say so, and for what a stall of the machine can hide. It
// has a minute for that, and twenty cells, whichever is more.
func cmdUntil(ts *testscript.TestScript, _ bool, args []string) {
	n, re := of(ts), pattern(ts, args[2])
	deadline := time.Now().Add(time.Minute)
	for tries := 1; ; tries++ {
		n.start(ts.ReadFile(args[0]))
		<-n.running
		p := n.last(ts)
		for _, d := range p.displays {
			if text, ok := d.data[args[1]]; ok && re.MatchString(fmt.Sprint(text)) {
				return
			}
		}
		if tries >= 20 && time.Now().After(deadline) {
			ts.Fatalf("until %s: still not, but %v", args, p.displays)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func cmdCleared(ts *testscript.TestScript, neg bool, _ []string) {
	if of(ts).last(ts).cleared == neg {
		ts.Fatalf("cleared is %v", !neg)
	}
}

// check1 makes a command that matches a regular expression against a part of the last cell's page.
func check1(part func(*page) string) func(*testscript.TestScript, bool, []string) {
	return func(ts *testscript.TestScript, neg bool, args []string) {
		p := of(ts).last(ts)
		p.mu.Lock()
		text := part(p)
		p.mu.Unlock()
		if len(args) == 0 { // ! result: there is none
			if (text == "") != neg {
				ts.Fatalf("there is %q", text)
			}
			return
		}
		if pattern(ts, args[0]).MatchString(text) == neg {
			ts.Fatalf("%q: match is %v, text:\n%s", args[0], neg, text)
		}
	}
}

func pattern(ts *testscript.TestScript, re string) *regexp.Regexp {
	c, err := regexp.Compile("(?m)" + re)
	ts.Check(err)
	return c
}
