package checks

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"weft/grader/observe"
)

// Names of the checks that every case makes by itself.
const (
	NamePanic    = "panic"
	NameDeadlock = "deadlock"
	NameLeak     = "leak"
	NameStuck    = "stuck"
	NameRace     = "race"
	NameExit     = "exit"
	NameCrash    = "crash"
	NameLimit    = "limit"
)

// Ended is what every case checks by itself: that the run ended well. The name is that of the check that speaks.
func Ended(r observe.Run) (name string, f Finding) {
	switch r.Stop {
	case observe.Panicked:
		return NamePanic, panicked(r)
	case observe.Deadlock:
		return NameDeadlock, blocked(r, "deadlock: "+countOf(len(r.Goroutines), "goroutine")+" blocked for ever, and the function has not returned",
			"the function returns").About("", observe.At(r.Elapsed, "from here on nobody can move"))
	case observe.Leaked:
		return NameLeak, blocked(r, countOf(len(r.Goroutines), "goroutine")+" left behind when the function returned", "no goroutine left when the function returns").
			About("", observe.At(r.Elapsed, text(r.Elapsed)+": returns, "+countOf(len(r.Goroutines), "goroutine")+" left"))
	case observe.Stuck:
		return NameStuck, blocked(r, "time stands still: something runs, or waits for the real world, without ever waiting for time to pass",
			"waiting for channels, locks and timers; no busy loop").
			About("", observe.At(r.Elapsed, "time stands still"))
	case observe.Exited:
		return NameExit, Failf("it ended the whole program with exit status %d", r.Code).Want("the function returns", fmt.Sprintf("exit status %d", r.Code))
	case observe.Crashed:
		f := Failf("the program crashed: %s", r.Limit)
		if r.Panic != nil {
			f = Failf("the program crashed: %s", firstLine(r.Panic.Message)).at(r.Panic.Stack)
		}
		return NameCrash, f.Want("the function returns", "a crash of the program")
	case observe.Limited:
		return NameLimit, Failf("a limit was exceeded: %s", r.Limit).Want("within the limits of the exercise", r.Limit)
	}
	if len(r.Races) > 0 {
		return NameRace, raced(r)
	}
	return "", Pass()
}

func (f Finding) at(stack []observe.Pos) Finding {
	f.Where = append(f.Where, stack...)
	return f
}

func panicked(r observe.Run) Finding {
	if r.Panic == nil {
		return Failf("it panicked").Want("no panic", "a panic")
	}
	message := strings.TrimPrefix(firstLine(r.Panic.Message), "panic: ")
	message = strings.TrimSuffix(message, " [recovered, repanicked]") // by WaitGroup.Go
	return Failf("it panicked: %s", message).Want("no panic", "panic: "+message).at(r.Panic.Stack).
		About("", observe.At(r.Elapsed, text(r.Elapsed)+": panic"))
}

// maxListed is how many goroutines a finding tells one by one.
const maxListed = 6

// blocked tells what goroutines wait for, those that wait for the same in one line.
func blocked(r observe.Run, problem, expected string) Finding {
	f := Failf("%s", problem)
	type wait struct {
		text string
		n    int
	}
	var waits []wait
next:
	for _, g := range inOrder(r.Goroutines) {
		text := g.State
		if text == "runnable" {
			text = "running"
		}
		if len(g.Stack) > 0 {
			text += fmt.Sprintf(" (%s:%d)", g.Stack[0].File, g.Stack[0].Line)
			if !slices.Contains(f.Where, g.Stack[0]) {
				f.Where = append(f.Where, g.Stack[0])
			}
		}
		if g.Waits.Line > 0 {
			text += fmt.Sprintf(", for the lock taken at %s:%d", g.Waits.File, g.Waits.Line)
		}
		for i := range waits {
			if waits[i].text == text {
				waits[i].n++
				continue next
			}
		}
		waits = append(waits, wait{text, 1})
	}
	var lines []string
	for i, w := range waits {
		if i == maxListed {
			lines = append(lines, fmt.Sprintf("and %d other kinds of waits", len(waits)-i))
			break
		}
		lines = append(lines, fmt.Sprintf("%s: %s", countOf(w.n, "goroutine"), w.text))
	}
	return f.Want(expected, strings.Join(lines, "; "))
}

// inOrder are goroutines in the order of the places at which they wait, the one that called the submission first: which of
// several began first is not the same in two runs.
func inOrder(list []observe.Goroutine) []observe.Goroutine {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b observe.Goroutine) int {
		if a.Main != b.Main {
			return map[bool]int{true: -1, false: 1}[a.Main]
		}
		return cmp.Or(slices.CompareFunc(a.Stack, b.Stack, observe.Pos.Compare), cmp.Compare(a.State, b.State), a.Waits.Compare(b.Waits))
	})
	return list
}

// raced tells of the race that comes first in the text: which one the race detector sees first differs from run to run, and so
// does which side of it came second.
func raced(r observe.Run) Finding {
	races := slices.Clone(r.Races)
	for i, race := range races {
		if sides(race.Second, race.First) < 0 {
			races[i].First, races[i].Second = race.Second, race.First
		}
	}
	race := slices.MinFunc(races, func(a, b observe.Race) int {
		return cmp.Or(sides(a.First, b.First), sides(a.Second, b.Second))
	})
	f := Failf("data race: %s", accesses(race))
	for _, a := range []observe.Access{race.First, race.Second} {
		if len(a.Stack) > 0 {
			f.Where = append(f.Where, a.Stack[0])
		}
	}
	return f.Want("no two goroutines use a variable at one time if one of them writes", accesses(race))
}

// sides orders accesses by their places, at one place a write first. What has no place comes last.
func sides(a, b observe.Access) int {
	if known := len(a.Stack) > 0; known != (len(b.Stack) > 0) {
		return map[bool]int{true: -1, false: 1}[known]
	}
	if a.Write != b.Write && len(a.Stack) > 0 && a.Stack[0] == b.Stack[0] {
		return map[bool]int{true: -1, false: 1}[a.Write]
	}
	return slices.CompareFunc(a.Stack, b.Stack, observe.Pos.Compare)
}

func accesses(r observe.Race) string {
	side := func(a observe.Access) string {
		what := "a read"
		if a.Write {
			what = "a write"
		}
		if len(a.Stack) > 0 {
			what += fmt.Sprintf(" at %s:%d", a.Stack[0].File, a.Stack[0].Line)
		}
		return what
	}
	return side(r.First) + " and " + side(r.Second) + ", with nothing that orders them"
}

func countOf(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}
