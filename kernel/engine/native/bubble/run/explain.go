package run

import (
	"fmt"
	"path/filepath"
	"strings"

	"weft/kernel/engine/native/bubble/hook"
)

// Explain says in lines for learners why the run did not simply return, "" if it did.
func (o Outcome) Explain() string {
	var b strings.Builder
	switch o.End {
	case Deadlock:
		fmt.Fprintf(&b, "deadlock after %v of virtual time: %s, and nothing that could wake %s is left\n",
			o.Elapsed, subject(o.Total), pronoun(o.Total))
	case Leak:
		fmt.Fprintf(&b, "leak: the function has returned after %v of virtual time, but %s\n", o.Elapsed, remain(o.Total))
	case Still:
		fmt.Fprintf(&b, "the virtual clock stands still at %v: it moves only while every goroutine waits for another one or for time\n", o.Elapsed)
	case Overtime:
		fmt.Fprintf(&b, "stopped at %v of virtual time, which is over the limit\n", o.Elapsed)
	case Panicked:
		return "panic: " + o.Panic.Text + "\n"
	case Exited:
		return "runtime.Goexit was called in the main goroutine, and no goroutine is left\n"
	default:
		return ""
	}
	for _, g := range o.Goroutines {
		if o.End == Still && g.Durable {
			continue
		}
		b.WriteString(g.Explain())
		if advice := g.advice(); advice != "" && o.End == Still {
			fmt.Fprintf(&b, "    %s\n", advice)
		}
	}
	if len(o.Goroutines) < o.Total {
		fmt.Fprintf(&b, "  ... and %d more\n", o.Total-len(o.Goroutines))
	}
	if len(o.Cycle) > 0 {
		fmt.Fprintf(&b, "  circle: %s\n", o.circle())
	}
	return b.String()
}

func subject(n int) string {
	if n == 1 {
		return "the only goroutine waits"
	}
	return fmt.Sprintf("all %d goroutines wait", n)
}

func pronoun(n int) string {
	if n == 1 {
		return "it"
	}
	return "them"
}

func remain(n int) string {
	if n == 1 {
		return "1 goroutine remains"
	}
	return fmt.Sprintf("%d goroutines remain", n)
}

func (o Outcome) circle() string {
	var parts []string
	for _, id := range append(o.Cycle, o.Cycle[0]) {
		parts = append(parts, fmt.Sprintf("goroutine %d", id))
	}
	return strings.Join(parts, " waits for ")
}

// Explain says in lines what the goroutine waits for and where, who has it, and where it was started.
func (g Goroutine) Explain() string {
	var b strings.Builder
	fmt.Fprintf(&b, "  goroutine %d%s: %s%s", g.ID, mainMark(g.Main), g.State, at(g.Place))
	if g.Started.Line > 0 {
		fmt.Fprintf(&b, ", started%s", at(g.Started))
	}
	b.WriteByte('\n')
	for _, h := range g.Holders {
		what := "held"
		if h.Shared {
			what = "held for reading"
		}
		who := fmt.Sprintf("goroutine %d", h.Goroutine)
		if h.Goroutine == g.ID {
			who = "this same goroutine"
		}
		fmt.Fprintf(&b, "    %s by %s, taken%s\n", what, who, at(h.Place))
	}
	return b.String()
}

func mainMark(main bool) string {
	if main {
		return " (main)"
	}
	return ""
}

func at(p hook.Place) string {
	if p.Line == 0 {
		return ""
	}
	return fmt.Sprintf(" at %s:%d", filepath.Base(p.File), p.Line)
}

// busy says whether g runs, or could, as opposed to waiting for anything.
func (g Goroutine) busy() bool { return !g.Durable && g.advice() == computes }

// computes is the advice for what no reason to wait explains.
const computes = "it computes all the time: a loop that looks again and again must wait instead, on a channel, a sync.Cond or time.Sleep"

// advice says why a goroutine keeps the virtual clock from moving, and what to do; "" if it does not.
func (g Goroutine) advice() string {
	if g.Durable {
		return ""
	}
	switch g.State {
	case "IO wait":
		return "it waits for a network connection or pipe of the real world: use net.Pipe or an http.RoundTripper in memory"
	case "syscall":
		return "it waits in the operating system (a file, a process, the terminal): do that outside the virtual part"
	case "chan receive", "chan send", "select":
		return "its channel was made outside (a package variable is, before main begins): make it in the function that runs"
	case "sync.WaitGroup.Wait":
		return "its group belongs to " + g.packageOfLock() + " and to a package variable, which is made outside: make it in the function that runs"
	case "sync.Mutex.Lock", "sync.RWMutex.Lock", "sync.RWMutex.RLock", "semacquire":
		return "it waits for a lock inside " + g.packageOfLock() + ", which the virtual clock does not know: give each its own"
	case "finalizer wait", "cleanup wait", "chan receive (nil chan)", "chan send (nil chan)", "select (no cases)":
		return ""
	}
	return computes
}

// packageOfLock is the standard package that uses the lock which g awaits.
func (g Goroutine) packageOfLock() string {
	for _, f := range g.Frames {
		pkg := packageOf(f.Func)
		if pkg != "sync" && pkg != "runtime" && !strings.HasPrefix(pkg, "internal/") {
			return "package " + pkg
		}
	}
	return "the standard library"
}

func packageOf(function string) string {
	slash := strings.LastIndexByte(function, '/') + 1
	if i := strings.IndexByte(function[slash:], '.'); i >= 0 {
		return function[:slash+i]
	}
	return function
}
