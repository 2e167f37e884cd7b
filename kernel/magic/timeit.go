package magic

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

func timeitMagic() Magic {
	return Magic{
		Name: "timeit", Group: Time, Line: true, Block: true, Go: true, Usage: "%timeit [-n N] [-r N] [-q] STATEMENT, %%timeit [-n N] [-r N] [-q] [SETUP]", Takes: GoCode,
		Doc: "Says how long a statement takes, by running it many times. " +
			"%timeit repeats the statements of its line, %%timeit the cell below it; SETUP is Go that is run once before each round and not measured. " +
			"How often the code is run in a round, and how many rounds there are, depends on how long it takes: all together about a second. " +
			"The result is the median of the rounds, with the fastest and the slowest one. " +
			"The time is that of the interpreter, without what it costs to start a cell; %%bench measures compiled code. " +
			"The session's variables can be used and changed, but what the code declares is gone afterwards. An interrupt ends it.",
		Options: []Option{
			{"n", "N", "how often the code is run in each round; otherwise so often that a round takes about 0.1 s"},
			{"r", "N", "how many rounds; otherwise 7, fewer if they are slow"},
			{"q", "", "print the median only"},
		},
		Example: "words := strings.Fields(strings.Repeat(\"go chan select \", 50))\n---\n%timeit -n 10 strings.Join(words, \" \")\n---\n" +
			"%%timeit -n 10 -r 3 list := slices.Clone(words)\nslices.Sort(list)",
		Run: func(ctx context.Context, h Host, c Call) error {
			p, err := newPlan(c.Options)
			switch {
			case err != nil:
				return err
			case strings.TrimSpace(c.Args+c.Body) == "":
				return errors.New("%timeit: no code to time; usage: %timeit STATEMENT, or %%timeit in the first line of a cell")
			}
			if err := h.Repeat(ctx, Repeated{Line: c.Args, Body: c.Body}, p.next); err != nil {
				return err
			}
			h.Print(p.report(c.Options.Has("q"), h.Toolchain(ctx)))
			return nil
		},
	}
}

// What a measurement aims at.
const (
	roundTime  = 100 * time.Millisecond // of a round, about
	mostRounds = 7
	wholeTime  = time.Second // of all rounds, about, if nobody asks for a number of them
)

// A plan decides how often code is run, and keeps what comes of it.
type plan struct {
	loops, rounds int  // 0: not decided yet
	trial         int  // loops of the round that is under way to decide it; 0: none is
	running       bool // a round is under way that counts
	taken         []time.Duration
}

func newPlan(o Options) (*plan, error) {
	p := &plan{}
	for name, n := range map[string]*int{"n": &p.loops, "r": &p.rounds} {
		text, ok := o[name]
		if !ok {
			continue
		}
		var err error
		if *n, err = strconv.Atoi(text); err != nil || *n < 1 {
			return nil, fmt.Errorf("%%timeit -%s %s: it is a number, at least 1", name, text)
		}
	}
	return p, nil
}

// next is how often the code is to be run in the next round, 0 if there is none. took is how long the last round took.
func (p *plan) next(took time.Duration) int {
	switch {
	case p.running:
		p.taken = append(p.taken, took)
	case p.trial > 0 && took < roundTime/2 && p.loops == 0:
		p.trial = more(p.trial, took)
		return p.trial
	case p.trial > 0:
		p.loops = p.trial
		if p.trial == 1 { // it was as good as any
			p.taken = append(p.taken, took)
		}
	case p.loops == 0:
		p.trial = 1
		return 1
	}
	p.running = true
	if p.rounds == 0 && len(p.taken) > 0 {
		p.rounds = int(min(max(wholeTime/max(p.taken[0], 1), 1), mostRounds))
	}
	if p.rounds > 0 && len(p.taken) >= p.rounds {
		return 0
	}
	return p.loops
}

// more is how many loops take about roundTime, if n take so long: 1, 2 or 5 times a power of ten, and not more than 100 times as
// many, since short times are not exact.
func more(n int, took time.Duration) int {
	want := min(float64(n)*float64(roundTime)/float64(max(took, 1)), float64(n)*100)
	power := math.Pow(10, math.Floor(math.Log10(want)))
	for _, k := range []float64{5, 2, 1} {
		if k*power <= want {
			return max(int(k*power), 2*n)
		}
	}
	return 2 * n
}

// report says what came of it.
func (p *plan) report(quiet, toolchain bool) string {
	if len(p.taken) == 0 {
		return "" // the code ended the measurement
	}
	sorted := slices.Sorted(slices.Values(p.taken))
	each := func(d time.Duration) float64 { return float64(d) / float64(p.loops) }
	median := each(sorted[len(sorted)/2])
	if n := len(sorted); n%2 == 0 {
		median = (each(sorted[n/2-1]) + each(sorted[n/2])) / 2
	}
	if quiet {
		return nanoseconds(median) + "\n"
	}
	first, last := each(sorted[0]), each(sorted[len(sorted)-1])
	var b strings.Builder
	fmt.Fprintf(&b, "%s per loop", nanoseconds(median))
	if len(sorted) == 1 {
		fmt.Fprintf(&b, " (1 round of %s)\n", loopsText(p.loops))
	} else {
		fmt.Fprintf(&b, ", from %s to %s (median of %d rounds of %s)\n", nanoseconds(first), nanoseconds(last), len(sorted), loopsText(p.loops))
	}
	if last > 4*first {
		fmt.Fprintf(&b, "The slowest round took %.0f times as long as the fastest: the machine is busy, or a round leaves something behind that the next one uses.\n", last/first)
	}
	b.WriteString("That is interpreted code")
	if toolchain {
		b.WriteString("; %%bench measures compiled code, %%native runs it")
	}
	return b.String() + ".\n"
}

func loopsText(n int) string {
	if n == 1 {
		return "1 loop"
	}
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits + " loops"
}

// nanoseconds is a time with three digits: "41.2ns", "1.23µs".
func nanoseconds(x float64) string {
	unit := "ns"
	for _, u := range []string{"µs", "ms", "s"} {
		if x < 999.5 {
			break
		}
		x, unit = x/1000, u
	}
	switch {
	case x < 9.995:
		return strconv.FormatFloat(x, 'f', 2, 64) + unit
	case x < 99.95:
		return strconv.FormatFloat(x, 'f', 1, 64) + unit
	}
	return strconv.FormatFloat(x, 'f', 0, 64) + unit
}
