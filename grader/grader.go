package grader

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"sync"

	"weft/grader/driver"
	"weft/grader/exercise"
	"weft/grader/inspect"
	"weft/grader/judge"
	"weft/grader/submission"
	"weft/kernel/engine/native/kit"
	"weft/kernel/engine/sandbox"
)

// Options say how a Grader works. Exercises is needed; [New] needs Kit and Sandbox too, and [Open] makes those that are left out.
type Options struct {
	Exercises fs.FS // folders NN-name
	Kit       *kit.Kit
	Sandbox   *sandbox.Sandbox
	Require   sandbox.Level // the lowest level that is accepted
	Version   string        // weft's, for results
	// Inspector is an executable that begins with inspect.IsServer: submissions' text is examined by processes of it, which
	// a text that is made for that cannot take down with the grader. "": it is examined in this process.
	Inspector string
}

// A Grader grades submissions. It must be closed. Its methods are safe for concurrent use: submissions are graded
// beside each other, each by one call.
type Grader struct {
	options   Options
	builder   *driver.Builder
	inspector *inspect.Inspector
	own       *sandbox.Sandbox // to be closed with it, see Open; nil: there is none

	mu        sync.Mutex
	exercises map[string]*prepared // by folder
	closed    bool
}

// prepared is an exercise with its judge.
type prepared struct {
	once     sync.Once
	exercise *exercise.Exercise
	binary   string // of the judge
	err      error

	mu   sync.Mutex
	idle []*judge.Judge
}

// New returns a Grader.
func New(o Options) (*Grader, error) {
	if o.Kit == nil || o.Sandbox == nil || o.Exercises == nil {
		return nil, errors.New("grader: a kit, a sandbox and exercises are needed")
	}
	g := &Grader{options: o, inspector: inspect.New(o.Sandbox, o.Inspector), exercises: map[string]*prepared{}}
	g.builder = &driver.Builder{Kit: o.Kit, Sources: sources, Run: g.confined}
	return g, nil
}

// Exercise is the exercise that name means: "3", "03", "producers".
func (g *Grader) Exercise(name string) (*exercise.Exercise, error) {
	folder, err := exercise.Find(g.options.Exercises, name)
	if err != nil {
		return nil, err
	}
	return exercise.Load(g.options.Exercises, folder)
}

// Read reads a submission for an exercise.
func (g *Grader) Read(e *exercise.Exercise, path, student string) (submission.Submission, error) {
	return submission.Read(path, student, e.Name)
}

// prepare builds the judge of an exercise, once.
func (g *Grader) prepare(ctx context.Context, e *exercise.Exercise) (*prepared, error) {
	g.mu.Lock()
	if g.closed {
		g.mu.Unlock()
		return nil, fs.ErrClosed
	}
	p := g.exercises[e.Folder+" "+e.Hash]
	if p == nil {
		p = &prepared{exercise: e}
		g.exercises[e.Folder+" "+e.Hash] = p
	}
	g.mu.Unlock()
	p.once.Do(func() { p.binary, p.err = g.buildJudge(ctx, e) })
	if p.err != nil {
		g.mu.Lock()
		delete(g.exercises, e.Folder+" "+e.Hash) // it may have been the context
		g.mu.Unlock()
	}
	return p, p.err
}

func (g *Grader) buildJudge(ctx context.Context, e *exercise.Exercise) (string, error) {
	built, err := g.builder.Judge(ctx, e)
	if err != nil {
		return "", fmt.Errorf("build the judge of exercise %s: %w", e.Name, err)
	}
	if len(built.Diagnostics) > 0 {
		d := built.Diagnostics[0]
		return "", fmt.Errorf("exercise %s: its checks do not compile: %s:%d:%d: %s", e.Name, fileOf(e.Checks, "checks", d.File), d.Line, d.Col, d.Text)
	}
	return built.Binary, nil
}

// take gives a judge to a call, which gives it back.
func (p *prepared) take() (*judge.Judge, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if n := len(p.idle); n > 0 {
		j := p.idle[n-1]
		p.idle = p.idle[:n-1]
		return j, nil
	}
	return judge.Start(p.binary)
}

// give takes a judge back, or ends it if it cannot be used again.
func (p *prepared) give(j *judge.Judge, good bool) {
	if !good {
		j.Close()
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.idle = append(p.idle, j)
}

// Close ends the judges. Calls must have returned.
func (g *Grader) Close() error {
	g.mu.Lock()
	g.closed = true
	defer g.mu.Unlock()
	var errs []error
	for _, p := range g.exercises {
		for _, j := range p.idle {
			errs = append(errs, j.Close())
		}
		p.idle = nil
	}
	g.inspector.Close()
	if g.own != nil {
		errs = append(errs, g.own.Close())
	}
	return errors.Join(errs...)
}

// Conditions are what verdicts depend on besides submission and exercise: equal ones give equal verdicts.
type Conditions struct {
	Version string   // weft's
	Go      string   // of the programs that are built
	Sandbox string   // its level
	Missing []string // layers of the sandbox that the machine does not allow
}

// Conditions are those of this grader.
func (g *Grader) Conditions() Conditions {
	m := g.options.Sandbox.Machine()
	c := Conditions{Version: g.options.Version, Go: g.goVersion(), Sandbox: m.Level.String()}
	for _, f := range m.Missing() {
		c.Missing = append(c.Missing, string(f.Layer))
	}
	return c
}

// goVersion is that of the programs that are built.
func (g *Grader) goVersion() string {
	if v := g.options.Kit.GoVersion(); v != "" {
		return v
	}
	return runtime.Version()
}
