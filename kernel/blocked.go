package kernel

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"weft/kernel/engine/pipe"
	"weft/kernel/golang/cell"
	"weft/kernel/golang/waits"
)

// maxBlocked is how many groups of goroutines are told; the others are counted.
const maxBlocked = 8

// A blocked is goroutines that do the same at one place and were started at one.
type blocked struct {
	pipe.Goroutine // the first of them
	ids            []int64
	locks          []*pipe.Lock // that each of them waits for, nil for those that wait for none
	at             pipe.Frame   // their innermost place in a cell, exact if the text told it
	op             waits.Op
}

// A sameness is what the goroutines of a blocked have in common.
type sameness struct {
	cell        int
	main        bool
	state, call string
	at, started cell.Pos
	exact       bool
	lock        int64
	holders     string
}

// sameLocks is how many goroutines at one place that wait for different locks are told one by one.
const sameLocks = 2

// blockedOf gathers goroutines, in the order of the list. Those that are in no cell and were started in none are
// left out. The caller holds mu.
func (s *Session) blockedOf(list []pipe.Goroutine) []blocked {
	list = slices.DeleteFunc(slices.Clone(list), func(g pipe.Goroutine) bool {
		return innermostFrame(g.Frames).Cell == 0 && (g.Started == nil || g.Started.Cell == 0)
	})
	locks := make(map[sameness]map[sameness]bool)
	for _, g := range list {
		place := samenessOf(g, false)
		if locks[place] == nil {
			locks[place] = make(map[sameness]bool)
		}
		locks[place][samenessOf(g, true)] = true
	}
	all := s.gather(list, func(g pipe.Goroutine) bool { return len(locks[samenessOf(g, false)]) <= sameLocks })
	if len(all) > maxBlocked {
		all = s.gather(list, nil)
	}
	return all
}

// samenessOf is that of a goroutine, with the lock that it waits for or without.
func samenessOf(g pipe.Goroutine, lock bool) sameness {
	at := innermostFrame(g.Frames)
	key := sameness{cell: g.Cell, main: g.Main, state: g.State, call: g.Call, at: framePos(at), exact: at.Exact}
	if g.Started != nil {
		key.started = framePos(*g.Started)
	}
	if g.Awaits != nil && lock {
		key.lock, key.holders = g.Awaits.ID, fmt.Sprint(g.Awaits.Holders)
	}
	return key
}

// gather is blockedOf for any goroutines. apart says which of them do the same only if they wait for the same lock.
func (s *Session) gather(list []pipe.Goroutine, apart func(pipe.Goroutine) bool) []blocked {
	var all []blocked
	index := make(map[sameness]int)
	for _, g := range list {
		key := samenessOf(g, apart != nil && apart(g))
		i, known := index[key]
		if !known {
			i = len(all)
			index[key] = i
			b := blocked{Goroutine: g}
			b.at, b.op = s.doing(innermostFrame(g.Frames), g.State, g.Call)
			all = append(all, b)
		}
		all[i].ids = append(all[i].ids, g.ID)
		all[i].locks = append(all[i].locks, g.Awaits)
		all[i].Age = max(all[i].Age, g.Age)
	}
	return all
}

func framePos(f pipe.Frame) cell.Pos { return cell.Pos{Cell: f.Cell, Line: f.Line, Col: f.Col} }

// innermostFrame is the innermost frame in a cell, or a zero one.
func innermostFrame(frames []pipe.Frame) pipe.Frame {
	for _, f := range frames {
		if f.Cell > 0 {
			return f
		}
	}
	return pipe.Frame{}
}

// doing finds out what a goroutine does at a place. If the text shows where that is, the place becomes exact.
func (s *Session) doing(f pipe.Frame, state, call string) (pipe.Frame, waits.Op) {
	c := cell.Parse(f.Cell, s.sources[f.Cell]).Rest()
	op := waits.At(c, waits.Place{Pos: framePos(f), Exact: f.Exact}, state, call)
	if op.Pos.IsValid() && f.Cell > 0 && (!f.Exact || f.Col == 0) {
		f.Exact, f.Line, f.Col = true, op.Pos.Line, op.Pos.Col
	}
	return f, op
}

// A cast is what goroutines are called.
type cast struct {
	cell  int              // the one that it is about
	names map[int64]string // by number: "the cell", "goroutine 7"
	whole bool             // there are no others, so who is not among them has ended
}

func castOf(number int, list []pipe.Goroutine, total int) cast {
	c := cast{cell: number, names: make(map[int64]string), whole: total <= len(list)}
	for _, g := range list {
		c.names[g.ID] = fmt.Sprintf("goroutine %d", g.ID)
		if g.Main && g.Cell == number {
			c.names[g.ID] = "the cell"
		}
	}
	return c
}

// name is what a goroutine is called.
func (c cast) name(id int64) string {
	if name := c.names[id]; name != "" {
		return name
	}
	if c.whole {
		return "a goroutine that has ended"
	}
	return fmt.Sprintf("goroutine %d", id)
}

// all names several goroutines, or counts them if they are many.
func (c cast) all(ids []int64) string {
	if len(ids) == 1 {
		return c.name(ids[0])
	}
	var numbers []string
	for _, id := range ids {
		number, ok := strings.CutPrefix(c.names[id], "goroutine ")
		if !ok || len(ids) > 3 {
			return plural(len(ids), "goroutine")
		}
		numbers = append(numbers, number)
	}
	last := len(numbers) - 1
	return "goroutines " + strings.Join(numbers[:last], ", ") + " and " + numbers[last]
}

// tell says who waits for what, where, who has the lock that is waited for, and where it all began.
func (s *Session) tell(b blocked, c cast) string {
	who := c.all(b.ids)
	if b.Cell > 0 && b.Cell != c.cell {
		who += " of cell [" + strconv.Itoa(b.Cell) + "]"
	}
	head := bold + who + " " + b.op.Phrase(len(b.ids) > 1) + plain + c.heldBy(b)
	var lines []string
	if at := s.place(b.at); at != "" {
		lines = append(lines, strings.Replace(at, bold, "", 1)) // the head line stands out
	}
	lines = append(lines, s.callers(b)...)
	if taken := b.taken(); taken != nil {
		if at := s.mentioned(*taken); at != "" {
			lines = append(lines, faint+"held since "+plain+at)
		}
	}
	if b.Started != nil && b.Started.Exact {
		if at := s.mentioned(*b.Started); at != "" {
			lines = append(lines, faint+"started at "+plain+at)
		}
	}
	if len(lines) == 0 {
		return indent(head)
	}
	return indent(head + "\n" + indent(strings.Join(lines, "\n")))
}

// taken is where the lock was taken that is waited for; nil if that is not known, or not the same for all.
func (b blocked) taken() *pipe.Frame {
	for _, l := range b.locks {
		if l == nil || l.At == nil || framePos(*l.At) != framePos(*b.locks[0].At) {
			return nil
		}
	}
	return b.locks[0].At
}

// heldBy says who has what is waited for.
func (c cast) heldBy(b blocked) string {
	var holders []int64
	same, inside := true, true
	for i, l := range b.locks {
		if l == nil || len(l.Holders) == 0 {
			return ""
		}
		same = same && slices.Equal(l.Holders, b.locks[0].Holders)
		for _, id := range l.Holders {
			inside = inside && id != b.ids[i] && slices.Contains(b.ids, id)
		}
		holders = l.Holders
	}
	switch {
	case !same && inside:
		return ", each held by another of them"
	case !same:
		return ", held by others"
	case len(b.ids) == 1 && slices.Contains(holders, b.ids[0]) && len(holders) > 1:
		return ", which it holds itself, among others"
	case len(b.ids) == 1 && slices.Contains(holders, b.ids[0]):
		return ", which it holds itself"
	}
	return ", held by " + c.all(holders)
}

// maxCallers is how many calls around the place of a goroutine are told.
const maxCallers = 3

// callers are the calls that led to where a goroutine waits.
func (s *Session) callers(b blocked) []string {
	var lines []string
	inner := true
	for _, f := range b.Frames {
		if inner { // that one is told already
			inner = f.Cell == 0
			continue
		}
		at := ""
		if f.Exact && !s.callsMain(f) && (b.Started == nil || f.Line != b.Started.Line || f.Cell != b.Started.Cell) {
			at = s.mentioned(f)
		}
		if at == "" {
			continue
		}
		if len(lines) == maxCallers {
			return append(lines, faint+"and so on"+plain)
		}
		lines = append(lines, faint+"called at "+plain+at)
	}
	return lines
}

// maxMentioned is how many columns of a line of source are mentioned.
const maxMentioned = 60

// mentioned is a place and its line in one line; "" if it is in no cell.
func (s *Session) mentioned(f pipe.Frame) string {
	pos := framePos(f)
	text := strings.TrimSpace(s.excerpt(pos, false))
	if f.Cell == 0 || text == "" {
		return ""
	}
	label := pos.String()
	if pos.Col == 0 {
		label = "cell [" + strconv.Itoa(pos.Cell) + "] line " + strconv.Itoa(pos.Line)
	}
	return label + ": " + clip(text, maxMentioned)
}

// clip keeps the first code points of a line.
func clip(text string, most int) string {
	n := 0
	for i := range text {
		if n++; n > most {
			return text[:i] + "…"
		}
	}
	return text
}
