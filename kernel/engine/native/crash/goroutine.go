package crash

import (
	"go/token"
	"strconv"
	"strings"

	"weft/kernel/golang/cell"
)

// Goroutines reads a list of goroutines, as a crash or runtime.Stack prints it. What is no goroutine is
// left out.
func Goroutines(text string) []Goroutine {
	var all []Goroutine
	var g *Goroutine // that the lines belong to
	var call string  // a function whose position comes next
	created := false // it is the creator
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimSuffix(line, "\r")
		if h, ok := parseHeader(line); ok {
			all = append(all, h)
			g, call = &all[len(all)-1], ""
			continue
		}
		if g == nil {
			continue
		}
		position, isPosition := strings.CutPrefix(line, "\t")
		switch {
		case line == "":
			g = nil
		case isPosition && call != "":
			g.add(call, position, created)
			call = ""
		case isPosition:
			// "goroutine running on other thread; stack unavailable"
		case strings.HasPrefix(line, "..."):
			g.Elided += leadingNumber(line[3:])
		default:
			call, created = strings.CutPrefix(line, "created by ")
		}
	}
	return all
}

func (g *Goroutine) add(call, position string, created bool) {
	f := FrameAt(position)
	if !created {
		f.Func = FuncOf(call)
		g.Frames = append(g.Frames, f)
		return
	}
	if name, by, ok := strings.Cut(call, " in goroutine "); ok {
		call, g.By = name, leadingNumber(by)
	}
	f.Func = call
	g.Creator = &f
}

// parseHeader reads "goroutine 7 [chan receive, 2 minutes, synctest bubble 1, locked to thread]:"; with more
// detail there is "gp=0x... m=0 mp=0x..." before the bracket.
func parseHeader(line string) (Goroutine, bool) {
	text, ok := strings.CutPrefix(line, "goroutine ")
	if !ok || !strings.HasSuffix(text, "]:") {
		return Goroutine{}, false
	}
	number, rest, _ := strings.Cut(text, " ")
	id, err := strconv.Atoi(number)
	open := strings.IndexByte(rest, '[')
	if err != nil || open < 0 {
		return Goroutine{}, false
	}
	g := Goroutine{ID: id}
	text = rest[open+1 : len(rest)-2]
	if before, labels, ok := strings.Cut(text, " labels:{"); ok {
		if end := strings.LastIndexByte(labels, '}'); end >= 0 {
			g.Labels, text = labels[:end], before+labels[end+1:]
		}
	}
	for i, part := range strings.Split(text, ", ") {
		switch {
		case i == 0:
			g.State, g.Durable = strings.CutSuffix(part, " (durable)")
		case strings.HasSuffix(part, " minutes"):
			g.Minutes = leadingNumber(part)
		case part == "locked to thread":
			g.Locked = true
		case strings.HasPrefix(part, "synctest bubble "):
			g.Bubble = leadingNumber(strings.TrimPrefix(part, "synctest bubble "))
		}
	}
	return g, true
}

// FrameAt reads "/home/u/cell[3]:5 +0x1d fp=0x... sp=0x... pc=0x...".
func FrameAt(position string) Frame {
	position, _, _ = strings.Cut(position, " +0x")
	colon := strings.LastIndexByte(position, ':')
	if colon < 0 {
		return Frame{File: position}
	}
	f := Frame{File: position[:colon], Line: leadingNumber(position[colon+1:])}
	f.Pos = InCell(f.File, f.Line, 0)
	return f
}

// InCell is the place in a cell that a compiled position means; invalid if it is in no cell. The compiler
// puts a folder before the names in line directives.
func InCell(file string, line, col int) cell.Pos {
	if i := strings.LastIndexAny(file, `/\`); i >= 0 {
		file = file[i+1:]
	}
	pos, ok := cell.FromToken(token.Position{Filename: file, Line: line, Column: col})
	if !ok || pos.Cell <= 0 || line <= 0 {
		return cell.Pos{}
	}
	return pos
}

// FuncOf is the function of a call: it cuts the arguments off "main.(*T).M(0x1, {0x2?, 0x3})".
func FuncOf(call string) string {
	if !strings.HasSuffix(call, ")") {
		return call
	}
	depth := 0
	for i := len(call) - 1; i > 0; i-- {
		switch call[i] {
		case ')':
			depth++
		case '(':
			if depth--; depth == 0 {
				return call[:i]
			}
		}
	}
	return call
}

// leadingNumber is the number at the beginning of text, 0 if there is none or it is absurd.
func leadingNumber(text string) int {
	end := 0
	for end < len(text) && text[end] >= '0' && text[end] <= '9' {
		end++
	}
	n, err := strconv.Atoi(text[:end])
	if err != nil {
		return 0
	}
	return n
}
