package magic

import (
	"context"
	"fmt"
)

// whatRaceSees is what is to be known about %race on.
const whatRaceSees = "%race on looks for data races in interpreted cells from now on, functions of earlier cells included, until %race off; %race alone says whether it is on. " +
	"%%race needs the Go toolchain, %race does not. Both accesses of a race are shown with their goroutines, and the cell then fails; what it says is a race is one. " +
	"What it does not say may still be one: it sees the races of one run, and does not see what compiled functions read and write (sort.Ints(xs), json.Unmarshal, reflect), " +
	"what handlers of compiled servers do, which goroutine's value a receive got where several send to one channel, and races that the calls of function values, of methods of interfaces, " +
	"of files, networks and loggers around them put in order. What others share runs 5 to 10 times slower while it is on, loops over elements of slices up to 40 times, other code as before. Variables that hold functions of cells from before %race on make it careful: then all that synchronises is ordered."

func raceMagic() Magic {
	m := compiled(Race, Magic{Group: Running, Usage: "%%race, %race [on|off]", Words: onOff,
		Doc: "Runs the cell as %%native does, under the race detector. Every data race that happens is shown: both accesses, and where their goroutines were started. " + whatRaceSees,
		Example: "%%race\nimport \"sync\"\n\nvar (\n\tmu sync.Mutex\n\tn  int\n\twg sync.WaitGroup\n)\n" +
			"for range 10 {\n\twg.Go(func() {\n\t\tmu.Lock()\n\t\tdefer mu.Unlock()\n\t\tn++\n\t})\n}\nwg.Wait()\nn"})
	run := m.Run
	m.Line, m.Toolchain = true, false // only half of it needs one, see above
	m.Run = func(ctx context.Context, h Host, k Call) error {
		switch {
		case k.Body != "":
			return run(ctx, h, k)
		case k.Args == "on", k.Args == "off":
			h.SetRacing(k.Args == "on")
		case k.Args != "":
			return fmt.Errorf("%%race %s: it is %%race on or %%race off, or %%%%race at the beginning of a cell", k.Args)
		}
		on, careful := h.Racing()
		switch {
		case careful:
			h.Print("the race detector is on for interpreted cells, and careful, because variables hold functions or interfaces from before: run their cells again to see more\n")
		case on:
			h.Print("the race detector is on for interpreted cells\n")
		default:
			h.Print("the race detector is off for interpreted cells\n")
		}
		return nil
	}
	return m
}
