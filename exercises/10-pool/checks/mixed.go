package main

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"weft/exercises/10-pool/cases"
	"weft/grader/checks"
)

// mixedPriorities is a long day with jobs of all priorities. All have the same weight, so that it does not matter
// whether a job of a higher priority may go before a first one that does not fit.
func mixedPriorities() checks.Case {
	return mixed("mixed-priorities", cases.Config{Min: 1, Max: 3, Idle: 8, Queue: 6, Budget: 100}, func(r *rand.Rand) cases.Job {
		return cases.Job{Priority: r.IntN(6) - 2, Weight: r.IntN(2)}
	})
}

// mixedWeights is one with jobs of all weights, and one priority.
func mixedWeights() checks.Case {
	return mixed("mixed-weights", cases.Config{Min: 0, Max: 5, Idle: 5, Queue: 4, Budget: 9}, func(r *rand.Rand) cases.Job {
		return cases.Job{Priority: 1, Weight: r.IntN(7) - 1}
	})
}

// mixed is a case with many jobs in which no two things happen in one instant, so that the rules say what happens.
func mixed(name string, c cases.Config, draw func(*rand.Rand) cases.Job) checks.Case {
	for seed := uint64(1); ; seed++ {
		p := drawn(c, rand.New(rand.NewPCG(seed, 10)), draw)
		if m, ok := follow(p); ok {
			return p.once(name, m.starts(), m.answers(), m.stats(), m.workers(), m.shutdown())
		}
	}
}

// drawn is a play by chance: bursts of jobs, a rest, and more of them than there is room for.
func drawn(c cases.Config, r *rand.Rand, draw func(*rand.Rand) cases.Job) *play {
	const jobs, late, moments = 70, 4, 40
	p := newPlay(c)
	micros := func(most int) float64 { return float64(r.IntN(most)+1) / 1000 }
	now := 0.0
	for i := range jobs {
		j := draw(r)
		j.Name, j.Millis = fmt.Sprint("j", i), 1+micros(24000)
		j.End = []string{"", "", "", cases.Fails, cases.Panics}[r.IntN(5)]
		now += micros(6500)
		if i == jobs/2 {
			now += 60
		}
		p.submit(now, j)
	}
	var at []float64
	for range moments {
		at = append(at, micros(int(now*1000)))
	}
	slices.Sort(at)
	p.stats(slices.Compact(at)...)
	refused := slices.Clone(p.in.Actors[0][jobs-late:])
	p.in.Actors[0] = p.in.Actors[0][:jobs-late]
	p.in.Actors = append(p.in.Actors, refused)
	p.end(refused[0].At - 0.137)
	return p
}
