package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"weft/grader"
	"weft/grader/exercise"
	"weft/grader/result"
	"weft/grader/submission"
	"weft/kernel/engine/native/kit"
	"weft/kernel/magic"
)

// A notebookGrader grades for the cells of a session. What grading needs is opened by the first check and kept, so that the next
// ones cost only their own compiling and running.
type notebookGrader struct {
	flags gradingFlags

	mu     sync.Mutex // held while something is graded
	dir    string     // of the exercises that grader knows
	grader *grader.Grader
	closer func() error

	telling sync.Mutex // guards progress
	now     *checkProgress
}

func (g *notebookGrader) exercises() (fs.FS, error) { return g.flags.exercises() }

// close ends what is kept.
func (g *notebookGrader) close() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.closeKept()
}

func (g *notebookGrader) closeKept() error {
	if g.grader == nil {
		return nil
	}
	g.grader = nil
	return g.closer()
}

// attempts is how often a submission is graded if weft fails.
const attempts = 2

// grade grades the public cases, tells how it goes on, and shows the result.
func (g *notebookGrader) grade(ctx context.Context, h magic.Host, e *exercise.Exercise, s submission.Submission) (result.Result, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	progress := &checkProgress{host: h, title: e.Title, id: fmt.Sprintf("weft-check-%d", h.Cell().Number)}
	g.tell(progress)
	defer g.tell(nil)
	r, err := g.graded(ctx, e, s, progress.stage)
	if err != nil {
		progress.say("stopped: nothing was checked")
		var missing *kit.Missing
		if errors.As(err, &missing) {
			return r, fmt.Errorf("checking needs the Go toolchain, and there is %w", err)
		}
		return r, err
	}
	return r, show(h, progress.id, r.ForStudent(false))
}

func (g *notebookGrader) graded(ctx context.Context, e *exercise.Exercise, s submission.Submission, tell func(grader.Stage)) (r result.Result, err error) {
	if err := g.open(ctx); err != nil {
		return r, err
	}
	for range attempts {
		r, err = g.grader.GradeTelling(ctx, grader.Job{Exercise: e.Folder, Submission: s, Public: true}, tell)
		if err != nil || r.Status != result.Failed {
			break
		}
	}
	return r, err
}

// open opens the grader, again if other exercises are meant by now.
func (g *notebookGrader) open(ctx context.Context) error {
	dir, err := g.flags.locate()
	if err != nil {
		return err
	}
	if g.grader != nil && dir == g.dir {
		return nil
	}
	if err := g.closeKept(); err != nil {
		return err
	}
	fsys, err := g.exercises()
	if err != nil {
		return err
	}
	gr, closer, err := g.flags.openTelling(ctx, fsys, g.kitStep)
	if err != nil {
		return err
	}
	g.dir, g.grader, g.closer = dir, gr, closer
	return nil
}

// tell says whom the kit's steps are told to.
func (g *notebookGrader) tell(p *checkProgress) {
	g.telling.Lock()
	defer g.telling.Unlock()
	g.now = p
}

func (g *notebookGrader) kitStep(s kit.Step) {
	g.telling.Lock()
	defer g.telling.Unlock()
	if g.now != nil {
		g.now.kitStep(s)
	}
}

// A checkProgress shows in a cell what its check is doing. The result takes its place.
type checkProgress struct {
	host  magic.Host
	title string // of the exercise
	id    string

	mu   sync.Mutex // the kit tells while the cases run
	last string
}

func (p *checkProgress) stage(s grader.Stage) {
	if s.Total == 0 || s.Step == grader.Preparing || s.Step == grader.Compiling {
		p.say(fmt.Sprintf("checking %s  %s  %s", p.title, bar(0, 1), s.Step))
		return
	}
	done := s.Done
	if s.Step == grader.Racing {
		done += s.Total
	}
	p.say(fmt.Sprintf("checking %s  %s  %s: %s", p.title, bar(done, 2*s.Total), s.Step, s.Case))
}

func (p *checkProgress) kitStep(s kit.Step) {
	switch {
	case s.Waiting:
		p.say("another weft is preparing the Go toolchain")
	case s.Total > 0:
		what := "the Go toolchain"
		if s.Race {
			what = "the race detector"
		}
		p.say(fmt.Sprintf("preparing %s, once  %s  %d of %d packages", what, bar(s.Done, s.Total), s.Done, s.Total))
	}
}

// say shows a line in place of the last one, where that can be seen.
func (p *checkProgress) say(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if text = strings.TrimSpace(text); text == p.last || !p.host.Live() {
		return
	}
	p.last = text
	p.host.Display(map[string]any{"text/plain": text}, p.id)
}
