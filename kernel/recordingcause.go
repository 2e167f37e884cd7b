package kernel

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"weft/kernel/display/timeline"
	"weft/kernel/engine/tracing"
)

// A cost is what the goroutines of a group spent time on.
type cost struct {
	group int
	what  string // in words that follow their name; "" for running
	place string
	state tracing.State
	lock  int // that they wait for, 0 if none
}

// A spending is the time of all groups by what it was spent on, how often, and by whom waits were ended.
type spending struct {
	all    map[cost]time.Duration
	times  map[cost]int
	wakers map[int]map[int]time.Duration
}

// spend adds up what the goroutines of the groups did.
func (p *picture) spend() {
	p.spent = spending{map[cost]time.Duration{}, map[cost]int{}, map[int]map[int]time.Duration{}}
	type kind struct { // what is in words in a cost
		state         tracing.State
		reason, place string
		lock          int
	}
	type sum struct {
		all   time.Duration
		times int
	}
	for i, group := range p.groups {
		p.spent.wakers[i] = map[int]time.Duration{}
		sums := map[kind]*sum{}
		var last [len(states)]struct { // by state: goroutines of a group do the same, time and again
			kind
			sum *sum
		}
		for _, g := range group {
			for n := range g.Spans {
				s := &g.Spans[n]
				k := kind{state: s.State}
				switch s.State {
				case tracing.Waiting:
					k.reason, k.place, k.lock = s.Reason, s.Place, s.Lock
					if s.Waker != 0 {
						p.spent.wakers[i][p.groupOf[s.Waker]] += s.To - s.From
					}
				case tracing.Outside:
					k.place = s.Place
				}
				l := &last[s.State]
				if l.sum == nil || l.kind != k {
					if sums[k] == nil {
						sums[k] = &sum{}
					}
					l.kind, l.sum = k, sums[k]
				}
				l.sum.all += s.To - s.From
				l.sum.times++
			}
		}
		for k, s := range sums {
			c := cost{group: i, state: k.state, place: k.place, lock: k.lock}
			if k.state == tracing.Waiting {
				c.what = p.op(tracing.Span{Place: k.place, Reason: k.reason}).Phrase(len(group) > 1)
			}
			p.spent.all[c] += s.all
			p.spent.times[c] += s.times
		}
	}
}

// who is what the goroutines of a group are called, and whether they are several.
func (p *picture) who(group int) (name string, several bool) {
	list := p.groups[group]
	if list[0].Main {
		return "the cell", false
	}
	name = p.called(list[0].Place)
	plural, agent := agents(name)
	switch {
	case len(list) == 1 && p.name(list[0]) == anonymous:
		return "the goroutine", false
	case len(list) == 1:
		return p.name(list[0]), false // as its lane is called
	case name == anonymous:
		return fmt.Sprintf("the %d goroutines", len(list)), true
	case agent:
		return fmt.Sprintf("the %d %s", len(list), plural), true
	}
	return fmt.Sprintf("the %d goroutines of %s", len(list), name), true
}

// does says in words that follow a group's name what it spends time on.
func (c cost) does(several bool) string {
	words := map[tracing.State][2]string{
		tracing.Running: {"runs", "run"}, tracing.Ready: {"waits for a free CPU", "wait for a free CPU"}, tracing.Outside: {"sleeps or does I/O", "sleep or do I/O"},
	}[c.state]
	switch {
	case c.state == tracing.Waiting:
		return c.what
	case several:
		return words[1]
	}
	return words[0]
}

// leastCost is the part of the recording that a row of the table takes at least.
const leastCost = 0.005

// costs are the rows of the table below the picture, the largest first.
func (p *picture) costs() (rows []timeline.Cost) {
	for c, d := range p.spent.all {
		if float64(d) < leastCost*float64(p.rec.Elapsed) {
			continue
		}
		who, several := p.who(c.group)
		row := timeline.Cost{Who: who, What: c.does(several), Times: p.spent.times[c], All: d}
		if at, ok := placeOf(c.place); ok && at.Line > 0 {
			row.Where = p.where(at)
		}
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(a, b timeline.Cost) int {
		return cmp.Or(cmp.Compare(b.All, a.All), strings.Compare(a.Who+a.What+a.Where, b.Who+b.What+b.Where))
	})
	return rows
}

// worthTelling is the share of a wait that the summary tells.
const worthTelling = 0.15

// summary is a sentence or two with a number, the cause and the place.
func (p *picture) summary() string {
	if p.said.deadlock != nil {
		return p.deadSummary()
	}
	all, wakers := p.spent.all, p.spent.wakers
	life := map[int]time.Duration{}
	var running time.Duration
	for c, d := range all {
		life[c.group] += d
		if c.state == tracing.Running {
			running += d
		}
	}
	parts := []string{timeline.Text(p.rec.Elapsed) + " in all"}
	if p.rec.Cut {
		parts[0] = "the first " + timeline.Text(p.rec.Elapsed)
	}
	if average := float64(running) / float64(max(p.rec.Elapsed, 1)); average >= 0.05 && p.rec.Total > 1 {
		parts[0] += fmt.Sprintf("; on average %.1f of %s ran at the same time", math.Round(average*10)/10, plural(p.rec.Total, "goroutine"))
	}
	parts[0] += "."
	share := func(c cost) float64 { return float64(all[c]) / float64(max(life[c.group], 1)) }
	var worst cost
	for _, c := range slices.SortedFunc(maps.Keys(all), compareCosts) {
		if c.group > 0 && (c.state == tracing.Waiting || c.state == tracing.Ready) && (worst.group == 0 || share(c) > share(worst)) {
			worst = c
		}
	}
	if worst.group == 0 || share(worst) < worthTelling {
		return parts[0]
	}
	who, several := p.who(worst.group)
	said := capital(who) + " " + worst.does(several)
	if at, ok := placeOf(worst.place); ok && at.Line > 0 {
		said += " (" + p.where(at) + ")"
	}
	parts = append(parts, fmt.Sprintf("%s, %s of the time.", said, percent(share(worst))))
	if cause := p.cause(worst, all, wakers, share); cause != "" {
		parts = append(parts, cause)
	}
	return strings.Join(parts, " ")
}

// cause says what a wait comes from: a lock that is always taken, or those for whom the wakers wait, and so on.
func (p *picture) cause(worst cost, all map[cost]time.Duration, wakers map[int]map[int]time.Duration, share func(cost) float64) string {
	if name := p.locks[worst.lock]; name != "" {
		return fmt.Sprintf("%s is held %s of the time.", name, percent(p.taken(worst.lock)))
	}
	if worst.state != tracing.Waiting {
		return ""
	}
	if by, part := busiest(worst.group, all, wakers, share); by.group != worst.group {
		who, several := p.who(by.group)
		its := "its"
		if several {
			its = "their"
		}
		return fmt.Sprintf("The cause is %s, which %s %s of %s time.", who, by.does(several), percent(part), its)
	}
	for i, ch := range p.rec.Channels {
		if slices.ContainsFunc(ch.Uses, func(u tracing.Use) bool { return u.Place == worst.place }) && p.full(ch) >= worthTelling {
			return fmt.Sprintf("The buffer of %s, for %d, is full %s of the time.", p.channelNames()[i+1], ch.Cap, percent(p.full(ch)))
		}
	}
	return ""
}

// busiest is what those do who wait least among the ones that a group waits for, and the share of their time: of those that
// ended most of its waits, those that ended theirs, and so on up to the first that does more than wait. It is of the group
// itself if there are none.
func busiest(group int, all map[cost]time.Duration, wakers map[int]map[int]time.Duration, share func(cost) float64) (found cost, part float64) {
	found, least := cost{group: group}, 1.0
	for seen := map[int]bool{group: true}; ; seen[group] = true {
		ended, longest := wakers[group], time.Duration(0)
		for _, w := range slices.Sorted(maps.Keys(ended)) {
			if ended[w] > longest {
				group, longest = w, ended[w]
			}
		}
		if seen[group] {
			return found, part
		}
		spent := map[tracing.State]float64{}
		for _, c := range slices.SortedFunc(maps.Keys(all), compareCosts) {
			if c.group == group {
				spent[c.state] += share(c)
			}
		}
		does := tracing.Running
		for _, state := range []tracing.State{tracing.Ready, tracing.Outside} {
			if spent[state] > spent[does] {
				does = state
			}
		}
		if waits := spent[tracing.Waiting]; waits < least {
			found, part, least = cost{group: group, state: does}, spent[does], waits
		}
		if spent[does] >= spent[tracing.Waiting] { // those it waits for hold up nobody else for long
			return found, part
		}
	}
}

func compareCosts(a, b cost) int {
	return cmp.Or(cmp.Compare(a.group, b.group), cmp.Compare(a.state, b.state), strings.Compare(a.what, b.what), strings.Compare(a.place, b.place), cmp.Compare(a.lock, b.lock))
}

// maxTold is how many goroutines of a deadlock the summary tells one by one.
const maxTold = 4

// deadSummary is the summary of a deadlock.
func (p *picture) deadSummary() string {
	d := p.said.deadlock
	head := fmt.Sprintf("Deadlock after %s: ", timeline.Text(p.dead))
	byID := map[int64]tracing.Goroutine{}
	for _, g := range p.rec.Goroutines {
		byID[g.ID] = g
	}
	wants := func(id int64) int {
		if spans := byID[id].Spans; len(spans) > 0 {
			return spans[len(spans)-1].Lock
		}
		return 0
	}
	var told []string
	for i, id := range d.Ring {
		holds := p.locks[wants(d.Ring[(i+len(d.Ring)-1)%len(d.Ring)])]
		if awaited := p.locks[wants(id)]; holds != "" && awaited != "" {
			told = append(told, fmt.Sprintf("%s holds %s and waits for %s", p.nameOf(id), holds, awaited))
		}
	}
	if n := len(d.Ring); n > 0 && len(told) == n && n <= maxTold {
		return head + strings.Join(told, "; ") + ". Break the ring: let every goroutine take the locks in the same order."
	}
	if head += plural(d.Total, "goroutine") + " blocked for ever"; d.Total > maxTold {
		return head + "."
	}
	told = nil
	for _, g := range p.rec.Goroutines {
		if n := len(g.Spans); n > 0 && !(g.Ended && !g.Main) && g.Spans[n-1].State == tracing.Waiting {
			s := g.Spans[n-1]
			who := p.nameOf(g.ID)
			if who == anonymous {
				who = "the " + who
			}
			said := who + " " + p.op(s).Phrase(false)
			if at, ok := placeOf(s.Place); ok && at.Line > 0 {
				said += " (" + p.where(at) + ")"
			}
			told = append(told, said)
		}
	}
	if len(told) == 0 {
		return head + "."
	}
	return head + ": " + strings.Join(told, "; ") + "."
}

// capital is the beginning of a sentence; the name of a function stays as it is.
func capital(s string) string {
	for _, ours := range []string{"the ", anonymous + " "} {
		if strings.HasPrefix(s, ours) {
			return strings.ToUpper(s[:1]) + s[1:]
		}
	}
	return s
}
