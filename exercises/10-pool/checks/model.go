package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"

	"weft/exercises/10-pool/cases"
	"weft/grader/checks"
)

// A model is a pool that is followed through a play by the rules.
type model struct {
	p     *play
	queue []int // jobs that wait, in order
	now   time.Duration
	tally tally // but for Workers and Peak, which depend on which idle worker is used
	runs  map[int]*period
	over  time.Duration // when the pool ended; -1 before

	handed   map[int]time.Duration // by job: its Submit
	refused  map[int]string        // by job: the error
	told     map[string]tally      // by step
	moments  map[string]time.Duration
	closedAt time.Duration // -1 before
}

// A period is when a job ran.
type period struct{ begin, end time.Duration }

// follow follows a play. It reports false if two things happen in one instant, so that the rules leave open what comes of
// it.
func follow(p *play) (m *model, ok bool) {
	m = &model{
		p: p, over: -1, closedAt: -1, runs: map[int]*period{}, handed: map[int]time.Duration{},
		refused: map[int]string{}, told: map[string]tally{}, moments: map[string]time.Duration{},
	}
	var steps []cases.Step
	for _, actor := range p.in.Actors {
		for _, s := range actor {
			if s.Name != atEnd {
				steps = append(steps, s)
			}
		}
	}
	slices.SortFunc(steps, func(a, b cases.Step) int { return cmp.Compare(a.At, b.At) })
	for len(steps) > 0 || m.tally.Running > 0 {
		end, job := m.nextEnd()
		switch {
		case len(steps) == 0 || job >= 0 && end < checks.Millis(steps[0].At):
			if end == m.now {
				return nil, false
			}
			m.now = end
			m.ended(job)
		default:
			at := checks.Millis(steps[0].At)
			if at == m.now || at == end {
				return nil, false
			}
			m.now = at
			m.step(steps[0])
			steps = steps[1:]
		}
	}
	return m, true
}

// nextEnd is the job that ends next; -1 for none.
func (m *model) nextEnd() (at time.Duration, job int) {
	at, job = -1, -1
	for _, j := range slices.Sorted(maps.Keys(m.runs)) {
		if r := m.runs[j]; r.end > m.now && (job < 0 || r.end < at) {
			at, job = r.end, j
		}
	}
	return at, job
}

func (m *model) step(s cases.Step) {
	switch s.Do {
	case "Submit":
		if word := m.submit(s.Job); word != "" {
			m.refused[s.Job] = word
			m.tally.Rejected++
			if m.over >= 0 {
				m.tally.Rejected = unjudged // they need not be counted then
			}
		}
	case "Stats":
		m.told[s.Name], m.moments[s.Name] = m.tally, m.now
	case "Shutdown":
		m.closedAt = m.now
	}
	m.begin()
}

// submit takes a job in, or says why not.
func (m *model) submit(job int) string {
	switch {
	case m.closedAt >= 0:
		return cases.Closed
	case m.weight(job) > m.p.in.Config.Budget:
		return cases.TooBig
	}
	m.handed[job] = m.now
	m.queue = append(m.queue, job)
	slices.SortStableFunc(m.queue, func(a, b int) int {
		return cmp.Compare(m.p.in.Jobs[b].Priority, m.p.in.Jobs[a].Priority)
	})
	starts := m.queue[0] == job && m.ready()
	if !starts && len(m.queue) > m.p.in.Config.Queue {
		m.queue = slices.DeleteFunc(m.queue, func(j int) bool { return j == job })
		return cases.Full
	}
	m.tally.Submitted++
	return ""
}

func (m *model) weight(job int) int { return max(m.p.in.Jobs[job].Weight, 1) }

// ready reports whether the first job of the queue can start.
func (m *model) ready() bool {
	if len(m.queue) == 0 || m.tally.Running >= m.p.in.Config.Max {
		return false
	}
	sum := m.weight(m.queue[0])
	for job, r := range m.runs {
		if r.end > m.now {
			sum += m.weight(job)
		}
	}
	return sum <= m.p.in.Config.Budget
}

// begin starts what can start, and notices the end.
func (m *model) begin() {
	for m.ready() {
		job := m.queue[0]
		m.queue = m.queue[1:]
		m.runs[job] = &period{m.now, m.now + checks.Millis(m.p.in.Jobs[job].Millis)}
		m.tally.Running++
		m.tally.Waited += float64(m.now-m.handed[job]) / 1e6
	}
	m.tally.Queued = len(m.queue)
	if m.closedAt >= 0 && m.over < 0 && m.tally.Running == 0 {
		m.over = m.now
		m.told[atEnd] = m.tally
	}
}

func (m *model) ended(job int) {
	m.tally.Running--
	if m.p.in.Jobs[job].End == "" {
		m.tally.Done++
	} else {
		m.tally.Failed++
	}
	m.begin()
}

func (m *model) starts() checks.Named {
	var want []start
	for _, job := range slices.Sorted(maps.Keys(m.runs)) {
		want = append(want, at(m.p.in.Jobs[job].Name, ms(m.runs[job].begin)))
	}
	slices.SortStableFunc(want, func(a, b start) int { return cmp.Compare(a.ms, b.ms) })
	return starts(m.p, want...)
}

func (m *model) answers() checks.Named {
	var pairs []string
	for _, job := range slices.Sorted(maps.Keys(m.refused)) {
		pairs = append(pairs, m.p.in.Jobs[job].Name, m.refused[job])
	}
	return m.p.answers(pairs...)
}

func (m *model) stats() checks.Named {
	var all []checks.Check
	for _, name := range slices.SortedFunc(maps.Keys(m.told), m.byTime) {
		want := m.told[name]
		want.Workers, want.Peak = unjudged, unjudged
		all = append(all, told(name, want).Check)
	}
	return checks.Both(all...).Named(numbers)
}

func (m *model) shutdown() checks.Named {
	return checks.Both(fails(theShutdown, ""), returned(theShutdown, ms(m.over))).Named(shutdowns)
}

// workers wants numbers of workers that the rules allow, whichever idle worker is used: as many as jobs ran at one time within
// the last Idle, and not more than all those jobs.
func (m *model) workers() checks.Named {
	c := m.p.in.Config
	var all []checks.Check
	for _, name := range slices.SortedFunc(maps.Keys(m.moments), m.byTime) {
		now := m.moments[name]
		if m.closedAt >= 0 && now > m.closedAt {
			break
		}
		least, most := m.ranSince(now-checks.Millis(c.Idle), now)
		least, most = max(least, c.Min), min(max(most, c.Min), c.Max)
		all = append(all, checks.Holds(func(o cases.Out) checks.Finding {
			s := said(o, name)
			if s.Stats != nil && s.Stats.Workers >= least && s.Stats.Workers <= most {
				return checks.Pass()
			}
			if s.Stats == nil {
				return checks.Failf("%s gave no answer", name)
			}
			expected := fmt.Sprint(least)
			if most > least {
				expected = fmt.Sprintf("%d to %d", least, most)
			}
			return checks.Failf("%s: Workers is %d, want %s", name, s.Stats.Workers, expected).
				Want("Workers "+expected, fmt.Sprint(s.Stats.Workers))
		}))
	}
	return checks.Both(all...).Named(workers)
}

// ranSince is how many jobs ran at one time, and in all, between two moments.
func (m *model) ranSince(from, to time.Duration) (together, all int) {
	ran := func(at time.Duration) (n int) {
		for _, r := range m.runs {
			if r.begin <= at && at < r.end {
				n++
			}
		}
		return n
	}
	together = ran(from + time.Nanosecond)
	for _, r := range m.runs {
		if r.begin <= to && r.end >= from {
			all++
		}
		if r.begin > from && r.begin <= to {
			together = max(together, ran(r.begin))
		}
	}
	return together, all
}

// byTime orders steps.
func (m *model) byTime(a, b string) int {
	when := func(name string) time.Duration {
		if at, ok := m.moments[name]; ok {
			return at
		}
		return m.over
	}
	return cmp.Or(cmp.Compare(when(a), when(b)), cmp.Compare(a, b))
}

func ms(d time.Duration) float64 { return float64(d) / 1e6 }
