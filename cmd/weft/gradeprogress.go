package main

import (
	"fmt"
	"io"
	"time"

	"github.com/schollz/progressbar/v3"

	"weft/grader/batch"
)

// A gradeProgress tells how far grading is, and how long it may still take: on a terminal by a bar, else by a line
// now and then.
type gradeProgress struct {
	w     io.Writer
	live  bool                     // w is a terminal
	bar   *progressbar.ProgressBar // nil until something is graded there
	every time.Duration
	now   func() time.Time

	began, last time.Time
}

func newGradeProgress(w io.Writer) *gradeProgress {
	g := &gradeProgress{w: w, every: 10 * time.Second, now: time.Now, live: isTerminal(w)}
	g.began = g.now()
	g.last = g.began
	return g
}

// show is called when a submission begins and when it is done. What was not graded now does not count for the time.
func (g *gradeProgress) show(p batch.Progress) {
	if g.live {
		g.draw(p)
		return
	}
	if now := g.now(); now.Sub(g.last) >= g.every && p.Done > 0 {
		g.last = now
		fmt.Fprintf(g.w, "weft: %d of %d graded%s\n", p.Done, p.Total, g.left(p, now))
	}
}

func (g *gradeProgress) draw(p batch.Progress) {
	most := p.Total - p.Kept
	if most == 0 {
		return
	}
	if g.bar == nil {
		g.bar = progressbar.NewOptions(most, progressbar.OptionSetWriter(g.w), progressbar.OptionSetWidth(24), progressbar.OptionShowCount(),
			progressbar.OptionSetPredictTime(true), progressbar.OptionSetElapsedTime(true), progressbar.OptionClearOnFinish(),
			progressbar.OptionThrottle(50*time.Millisecond), progressbar.OptionUseANSICodes(true),
			progressbar.OptionSetTheme(progressbar.Theme{Saucer: "█", SaucerPadding: "░"}))
	}
	if g.bar.GetMax() != most {
		g.bar.ChangeMax(most)
	}
	g.bar.Describe(fmt.Sprintf("%-24s", clip(p.Now, 24)))
	_ = g.bar.Set(p.Done - p.Kept) // a bar that cannot be drawn is no reason to stop
}

// left is an estimate of the remaining time, once something was graded.
func (g *gradeProgress) left(p batch.Progress, now time.Time) string {
	graded := p.Done - p.Kept
	if graded == 0 || p.Done == p.Total {
		return ""
	}
	each := now.Sub(g.began) / time.Duration(graded)
	return fmt.Sprintf(", about %v left", (each * time.Duration(p.Total-p.Done)).Round(time.Second))
}

func (g *gradeProgress) close() {
	if g.bar != nil {
		_ = g.bar.Finish()
	}
}

// clip is a name in at most n characters, without what could move the cursor.
func clip(s string, n int) string {
	r := []rune(s)
	for i := range r {
		if r[i] < ' ' || r[i] == 0x7f {
			r[i] = '·'
		}
	}
	if len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return string(r)
}
