// The judge of the exercise.
package main

import (
	"weft/exercises/04-pools/cases"
	"weft/grader/checks"
)

func main() {
	var s checks.Suite
	s.Cases = append(s.Cases, goroutines()...)
	s.Cases = append(s.Cases, processes()...)
	s.Cases = append(s.Cases, failing()...)
	s.Cases = append(s.Cases, choosing()...)
	s.Cases = append(s.Cases, mixed()...)
	s.Cases = append(s.Cases, brokenOff()...)
	s.Cases = append(s.Cases, ending()...)
	checks.Main(s)
}

// schedules is how often a case is repeated with other orders of what happens at one moment.
const schedules = 8

// Costs that could be the same differ a little, so that it is no matter of luck who ends first.

// newCase is a case with its own checks, and those that hold always.
func newCase(name string, in cases.In, own ...checks.Named) checks.Case {
	always := []checks.Named{checks.Check(once(in)).Named("ONCE")}
	if in.Call != cases.RunGoroutines {
		always = append(always, checks.Check(usedWell).Named("USE"), checks.Check(closed).Named("CLOSE"))
	}
	if in.Call == cases.Run {
		always = append(always, checks.Check(isolated).Named("ISOLATE"), maxProcesses(in.Machine.Cores).Named("MAXPROC"))
	}
	return checks.Case{Name: name, Input: in, Checks: append(own, always...)}
}

func scheduled(c checks.Case) checks.Case {
	c.Schedules = schedules
	return c
}

// machine is that of most cases.
func machine(local, cores int) cases.Machine {
	return cases.Machine{LocalCores: local, Cores: cores, StartCost: 50.7, SendCost: 2.3}
}

// Cases of RunGoroutines.
func goroutines() []checks.Case {
	uneven := cases.In{Call: cases.RunGoroutines, Workers: 2,
		Tasks: number(cpu(300.1), cpu(100.2), cpu(100.2), fails(cpu(50.3)), cpu(100.2))}
	broken := cases.In{Call: cases.RunGoroutines, Workers: 1,
		Tasks: number(io(25.1), panics(io(25.2)), io(20.1), io(30.1))}
	afterUneven, afterPanic := good(uneven.Tasks), good(broken.Tasks)
	afterUneven[3] = failed(uneven.Tasks[3], cases.Failed)
	afterPanic[1] = failed(broken.Tasks[1], cases.Panicked)
	return []checks.Case{
		scheduled(newCase("goroutines: uneven", uneven,
			took(350.9), results(afterUneven), checks.Reached(cases.Local(cases.CPU), 2).Named("BUSY"),
			inListOrder(cases.Local(cases.CPU), uneven), where(uneven, cases.InGoroutine))),
		scheduled(newCase("goroutines: a panic", broken,
			results(afterPanic), took(100.5),
			inListOrder(cases.Local(cases.IO), broken), where(broken, cases.InGoroutine))),
	}
}

// Cases of RunProcesses in which all processes start, and at most one task dies with its own.
func processes() []checks.Case {
	reuse := cases.In{Call: cases.RunProcesses, Workers: 2, Machine: machine(2, 2),
		Tasks: number(cpu(100.5), cpu(100.3), fails(cpu(100.3)), cpu(100.3), cpu(100.3), cpu(100.1))}
	more := cases.In{Call: cases.RunProcesses, Workers: 4, Machine: machine(2, 4),
		Tasks: number(cpu(100.3), cpu(80.2))}
	death := cases.In{Call: cases.RunProcesses, Workers: 1, Machine: machine(2, 2),
		Tasks: number(dies(cpu(30.2)), cpu(30.2), cpu(30.2))}
	afterReuse, afterDeath := good(reuse.Tasks), good(death.Tasks)
	afterReuse[2] = failed(reuse.Tasks[2], cases.Failed)
	afterDeath[0] = failed(death.Tasks[0], cases.Died)
	return []checks.Case{
		scheduled(newCase("processes: reuse", reuse,
			starts(2), took(358.5), results(afterReuse), inListOrder(cases.Do, reuse), where(reuse, cases.InProcess))),
		newCase("processes: more workers than tasks", more,
			starts(2), took(153.3), results(good(more.Tasks)), where(more, cases.InProcess)),
		newCase("processes: one dies", death,
			starts(2), took(198.9), results(afterDeath), where(death, cases.InProcess)),
	}
}

// Cases of RunProcesses in which more goes wrong.
func failing() []checks.Case {
	last := cases.In{Call: cases.RunProcesses, Workers: 2, Machine: machine(2, 2),
		Tasks: number(cpu(90.1), dies(cpu(10.2)), dies(cpu(15.4)))}
	afterLast := good(last.Tasks)
	afterLast[1], afterLast[2] = failed(last.Tasks[1], cases.Died), failed(last.Tasks[2], cases.Died)

	some := cases.In{Call: cases.RunProcesses, Workers: 3, Machine: machine(2, 3),
		Tasks: number(cpu(20.1), cpu(20.1), cpu(20.1), cpu(20.1))}
	some.Machine.Failing = []float64{20.3, 90.2} // one early, one when the third process is long at work

	none := cases.In{Call: cases.RunProcesses, Workers: 2, Machine: machine(2, 2),
		Tasks: number(cpu(20.1), cpu(20.1), cpu(20.1))}
	none.Machine.Failing = []float64{50.7, 50.7}
	var afterNone []outcome
	for _, t := range none.Tasks {
		afterNone = append(afterNone, failed(t, cases.NoProcess))
	}
	return []checks.Case{
		scheduled(newCase("processes: dies with the last task", last,
			starts(3), took(143.1), results(afterLast), where(last, cases.InProcess))),
		scheduled(newCase("processes: some do not start", some,
			results(good(some.Tasks)), took(140.3), starts(3), where(some, cases.InProcess))),
		scheduled(newCase("processes: none starts", none,
			results(afterNone), took(50.7), starts(2), where(none, cases.InProcess))),
	}
}

// Cases of Run in which there is a choice for tasks that compute.
func choosing() []checks.Case {
	much := cases.In{Call: cases.Run, Machine: machine(2, 4), Tasks: number(
		cpu(200.3), io(304.9), cpu(200.3), cpu(200.3), io(300.9), io(300.9), cpu(200.3),
		cpu(200.3), cpu(200.3), io(300.9), cpu(200.3), io(300.9), cpu(200.3))}
	little := cases.In{Call: cases.Run, Machine: machine(2, 4), Tasks: number(cpu(40.5), cpu(40.3), cpu(40.1), cpu(40.1))}
	little.Machine.StartCost = 500.7
	equal := cases.In{Call: cases.Run, Tasks: number(cpu(52.3), cpu(51.9), cpu(52.1), cpu(51.7)),
		Machine: cases.Machine{LocalCores: 2, Cores: 4, StartCost: 50, SendCost: 2}}
	sending := cases.In{Call: cases.Run, Machine: cases.Machine{LocalCores: 2, Cores: 4, StartCost: 5, SendCost: 30},
		Tasks: number(cpu(30.3), cpu(30.1), cpu(30.1), cpu(30.1), cpu(30.1), cpu(30.1), cpu(30.1), cpu(29.9))}
	// What three tasks on two cores really take, 120, is no matter: local is 90.
	odd := cases.In{Call: cases.Run, Machine: machine(2, 3), Tasks: number(cpu(60.3), cpu(60.1), cpu(59.9))}
	local := func(name string, in cases.In, ms float64) checks.Case {
		return scheduled(newCase(name, in,
			where(in, cases.InGoroutine), checks.Reached(cases.Local(cases.CPU), 2).Named("MAXCONC"), took(ms), starts(0),
			results(good(in.Tasks)), inListOrder(cases.Local(cases.CPU), in)))
	}
	return []checks.Case{
		scheduled(newCase("run: much CPU work", much,
			where(much, cases.InProcess), took(455.9), checks.Reached(cases.Local(cases.IO), 5).Named("BUSY"), starts(4), results(good(much.Tasks)))),
		local("run: little CPU work", little, 80.6),
		local("run: equal estimates", equal, 104),
		local("run: sending costs more", sending, 120.4),
		local("run: an odd number of tasks", odd, 120),
	}
}

// Cases of Run with tasks that are to be kept apart.
func mixed() []checks.Case {
	share := cases.In{Call: cases.Run, Machine: machine(1, 3),
		Tasks: number(cpu(99.8), cpu(99.8), dies(unsafe(20.1)), cpu(99.8), unsafe(40.4))}
	afterShare := good(share.Tasks)
	afterShare[2] = failed(share.Tasks[2], cases.Died)

	// With the work of the others counted in, processes would seem faster for the tasks that compute.
	apart := cases.In{Call: cases.Run, Machine: machine(2, 4),
		Tasks: number(cpu(80.1), unsafe(100.3), io(120.4), cpu(70.2))}
	return []checks.Case{
		scheduled(newCase("run: unsafe and CPU share", share,
			checks.Both(maxProcesses(3), checks.Reached(cases.Work, 3)).Named("MAXPROC"), starts(4), took(225.9),
			inListOrder(cases.Do, share), where(share, cases.InProcess), results(afterShare))),
		scheduled(newCase("run: unsafe apart from local CPU", apart,
			checks.Check(isolated).Named("ISOLATE"), where(apart, cases.InGoroutine), starts(1), took(153.3), results(good(apart.Tasks)))),
	}
}

// Cases in which one pool is broken off while all its workers are busy, and several tasks are not begun.
func brokenOff() []checks.Case {
	own := cases.In{Call: cases.RunGoroutines, Workers: 2, Cancel: 90.9,
		Tasks: number(cpu(60.1), cpu(100.2), cpu(100.3), cpu(20.1), cpu(20.1), cpu(20.1))}
	others := cases.In{Call: cases.RunProcesses, Workers: 2, Machine: machine(2, 2), Cancel: 120.9,
		Tasks: number(cpu(30.1), cpu(100.2), cpu(100.3), cpu(20.1), cpu(20.1), cpu(20.1))}
	first := func(tasks []cases.Task) []outcome {
		list := good(tasks)
		for i := 1; i < len(list); i++ {
			list[i] = failed(tasks[i], cases.Canceled)
		}
		return list
	}
	return []checks.Case{
		scheduled(newCase("goroutines: cancelled", own,
			cancelled(own.Cancel), results(first(own.Tasks)), where(own, cases.InGoroutine))),
		scheduled(newCase("processes: cancelled", others,
			cancelled(others.Cancel), results(first(others.Tasks)), where(others, cases.InProcess))),
	}
}

// Cases that are broken off, and one that has nothing to do.
func ending() []checks.Case {
	none := cases.In{Call: cases.Run, Machine: machine(2, 4)}

	// Goroutines: one round is done. Processes: one dies, and another one is being started in its place.
	late := cases.In{Call: cases.Run, Machine: machine(2, 2), Cancel: 180.9, Tasks: number(
		io(300.9), cpu(110.3), unsafe(100.3), io(100.3), cpu(110.3), dies(unsafe(90.4)), cpu(110.3),
		fails(io(50.3)), cpu(110.3), unsafe(100.3), unsafe(100.3), cpu(110.3), unsafe(100.3))}
	afterLate := good(late.Tasks)
	for _, i := range []int{0, 6, 8, 9, 10, 11, 12} {
		afterLate[i] = failed(late.Tasks[i], cases.Canceled)
	}
	afterLate[5], afterLate[7] = failed(late.Tasks[5], cases.Died), failed(late.Tasks[7], cases.Failed)

	// With n as the number of all tasks, or StartCost for each process, goroutines would seem faster.
	early := cases.In{Call: cases.Run, Machine: machine(1, 2), Cancel: 20.9,
		Tasks: number(cpu(47.1), io(100.3), cpu(47.1), unsafe(50.3), cpu(47.1))}
	early.Machine.SendCost = 10.3
	var afterEarly []outcome
	for _, t := range early.Tasks {
		afterEarly = append(afterEarly, failed(t, cases.Canceled))
	}
	cut := newCase("run: cancelled", late,
		cancelled(180.9), results(afterLate), inListOrder(cases.Local(cases.CPU), late), where(late, cases.InGoroutine))
	cut.Schedules = 3 * schedules // it is rare that a task passes one that is a round before it
	return []checks.Case{
		newCase("run: nothing", none,
			took(0), starts(0), results(nil)),
		cut,
		scheduled(newCase("run: cancelled in start-up", early,
			cancelled(20.9), results(afterEarly), where(early, cases.InProcess))),
	}
}
