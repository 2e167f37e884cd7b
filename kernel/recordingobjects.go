package kernel

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"regexp"
	"slices"
	"strings"
	"time"

	"weft/kernel/display/timeline"
	"weft/kernel/engine/tracing"
	"weft/kernel/golang/cell"
)

// maxChannels is how many channels have lanes in a picture: those that are used most.
const maxChannels = 4

// withChannels puts a lane for each channel with a buffer between the groups of goroutines that use it: above the one that comes
// to it last. groups says which group a goroutine is in; left is how many channels there are besides.
func (p *picture) withChannels(all []timeline.Group, groups map[int64]int) (placed []timeline.Group, left int) {
	channels := slices.Clone(p.rec.Channels)
	slices.SortStableFunc(channels, func(a, b tracing.Channel) int { return cmp.Compare(len(b.Uses), len(a.Uses)) })
	left = max(len(channels)-maxChannels, 0)
	channels = channels[:len(channels)-left]
	slices.SortFunc(channels, func(a, b tracing.Channel) int { return cmp.Compare(a.Number, b.Number) })
	names := p.channelNames()
	above := map[int][]timeline.Group{}
	for _, ch := range channels {
		first := map[bool]int{true: -1, false: -1} // group of those that send, and of those that receive
		for _, u := range ch.Uses {
			if g, ok := groups[u.Goroutine]; ok && (first[u.Sent] < 0 || g < first[u.Sent]) {
				first[u.Sent] = g
			}
		}
		at := max(first[true], first[false])
		if first[true] < 0 || first[false] < 0 || at == 0 {
			at++ // what one goroutine uses alone stands below
		}
		above[at] = append(above[at], timeline.Group{Lanes: []timeline.Lane{p.buffer(ch, names[ch.Number])}})
	}
	for i, g := range all {
		placed = append(append(placed, above[i]...), g)
	}
	return append(placed, above[len(all)]...), left
}

// buffer is the lane of a channel.
func (p *picture) buffer(ch tracing.Channel, name string) timeline.Lane {
	l := timeline.Lane{Name: fmt.Sprintf("%s, cap %d", name, ch.Cap), Cap: ch.Cap, Side: percent(p.full(ch)), Under: "full"}
	for _, u := range ch.Uses {
		l.Fill = append(l.Fill, timeline.Step{At: u.At, N: u.Filled})
	}
	return l
}

// full is for how much of the recording a channel's buffer was full.
func (p *picture) full(ch tracing.Channel) float64 {
	var full, since time.Duration
	filled := 0
	for _, u := range ch.Uses {
		if filled == ch.Cap {
			full += u.At - since
		}
		filled, since = u.Filled, u.At
	}
	if filled == ch.Cap {
		full += max(p.rec.Elapsed-since, 0)
	}
	return min(float64(full)/float64(max(p.rec.Elapsed, 1)), 1)
}

func percent(share float64) string { return fmt.Sprintf("%.0f%%", 100*share) }

// channelNames are what the channels are called, by number: as the variable that they were made for, or else as who first used
// them does.
func (p *picture) channelNames() map[int]string {
	names := map[int]string{}
	for _, ch := range p.rec.Channels {
		if at, ok := placeOf(ch.Made); ok {
			names[ch.Number] = p.assigned(at)
		}
		for _, u := range ch.Uses {
			if names[ch.Number] != "" {
				break
			}
			reason := "chan receive"
			if u.Sent {
				reason = "chan send"
			}
			names[ch.Number] = p.op(tracing.Span{Place: u.Place, Reason: reason}).On
		}
		names[ch.Number] = cmp.Or(names[ch.Number], "a channel")
	}
	return distinct(names)
}

// distinct numbers those that would have the same name.
func distinct(names map[int]string) map[int]string {
	many := map[string]int{}
	for _, name := range names {
		many[name]++
	}
	told, all := map[string]int{}, map[int]string{}
	for i := 1; len(all) < len(names); i++ {
		name, known := names[i]
		if !known {
			continue
		}
		if told[name]++; many[name] > 1 {
			name = fmt.Sprintf("%s (%d)", name, told[name])
		}
		all[i] = name
	}
	return all
}

// assigned is what the expression at a place is assigned to; "" if nothing.
func (p *picture) assigned(at cell.Pos) (name string) {
	c := cell.Parse(at.Cell, p.session.sources[at.Cell]).Rest()
	pair := func(left, right []ast.Expr) {
		for i, r := range right {
			if here := c.Pos(r.Pos()); len(left) == len(right) && here.Line == at.Line && here.Col == at.Col {
				from, to := c.Offset(c.Pos(left[i].Pos())), c.Offset(c.Pos(left[i].End()))
				name = c.Source[from:max(from, to)]
			}
		}
	}
	look := func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if n.Tok == token.ASSIGN || n.Tok == token.DEFINE {
				pair(n.Lhs, n.Rhs)
			}
		case *ast.ValueSpec:
			var left []ast.Expr
			for _, id := range n.Names {
				left = append(left, id)
			}
			pair(left, n.Values)
		case *ast.KeyValueExpr:
			pair([]ast.Expr{n.Key}, []ast.Expr{n.Value})
		}
		return name == ""
	}
	for _, st := range c.Stmts {
		ast.Inspect(st, look)
	}
	if c.File != nil {
		ast.Inspect(c.File, look)
	}
	return name
}

var oneIndex = regexp.MustCompile(`\[[^\[\]]*\]`)

// lockNames are what the locks are called, by number: as the first call that locked it does.
func (p *picture) lockNames() map[int]string {
	names := map[int]string{}
	for _, g := range p.rec.Goroutines {
		for _, h := range g.Holds {
			if names[h.Lock] != "" {
				continue
			}
			name := p.op(tracing.Span{Place: h.Place, Reason: "sync"}).Recv
			if h.Index >= 0 && len(oneIndex.FindAllString(name, -1)) == 1 {
				name = oneIndex.ReplaceAllString(name, fmt.Sprintf("[%d]", h.Index))
			}
			names[h.Lock] = cmp.Or(name, "a lock")
		}
	}
	return distinct(names)
}

// brackets are a goroutine's holds of locks.
func (p *picture) brackets(g *tracing.Goroutine) (all []timeline.Hold) {
	for _, h := range g.Holds {
		label := "holds " + p.locks[h.Lock]
		if h.Read {
			label = "reads under " + p.locks[h.Lock]
		}
		if h.From < p.end {
			all = append(all, timeline.Hold{From: h.From, To: h.To, Label: label})
		}
	}
	return all
}

// A holding is that a goroutine holds a lock.
type holding struct {
	tracing.Hold
	goroutine int64
}

// holdings are all holds of each lock, in the order of their beginnings.
func (p *picture) holdings() map[int][]holding {
	all := map[int][]holding{}
	for _, g := range p.rec.Goroutines {
		for _, h := range g.Holds {
			all[h.Lock] = append(all[h.Lock], holding{h, g.ID})
		}
	}
	for _, list := range all {
		slices.SortStableFunc(list, func(a, b holding) int { return cmp.Compare(a.From, b.From) })
	}
	return all
}

// holder is who had a lock when another goroutine began to wait for it; 0 if that is not known.
func (p *picture) holder(lock int, at time.Duration) int64 {
	list := p.held[lock]
	i, _ := slices.BinarySearchFunc(list, at+1, func(h holding, at time.Duration) int { return cmp.Compare(h.From, at) })
	if i == 0 || list[i-1].To < at {
		return 0
	}
	return list[i-1].goroutine
}

// taken is for how much of the recording somebody had a lock to himself.
func (p *picture) taken(lock int) float64 {
	var sum time.Duration
	for _, h := range p.held[lock] {
		if !h.Read {
			sum += h.To - h.From
		}
	}
	return min(float64(sum)/float64(max(p.rec.Elapsed, 1)), 1)
}

// agents is what several goroutines of a name are called: "98 more askers", "98 more of ask".
func agents(name string) (plural string, ok bool) {
	if strings.HasSuffix(name, "er") || strings.HasSuffix(name, "or") {
		return name + "s", true
	}
	return "of " + name, false
}
