package watch

import (
	"fmt"
	"strconv"
	"strings"

	"weft/kernel/engine/rt/detect"
)

// An Op is one thing that lowered code tells, as it is written there: what happens, and to what.
//
// What is a verb, and for most of them a path that leads from the first operand to what is meant: ".2" is the third
// field, also of what is pointed to, "[" is the element with the next operand as index, "*" is what is pointed to. A
// "!" behind the verb says that the first operand is itself a variable that several goroutines can reach.
type Op struct {
	verb   string
	shared bool
	path   []link
	text   string // of select and chose: a letter for each case
	site   *detect.Site
}

// A link is one step of a path.
type link struct {
	kind  byte // '.', '[' or '*'
	field int
}

// verbs are what can be told.
var verbs = map[string]bool{
	// A place in memory.
	"read": true, "write": true, "update": true,
	// A place, by package sync/atomic.
	"loads": true, "stores": true,
	// A map as a whole.
	"readmap": true, "writemap": true,
	// The elements of a slice: as many as the next operand says, or has.
	"append": true, "readall": true, "writeall": true,
	// An object that synchronises; r: with one of several readers.
	"acquire": true, "release": true, "racquire": true, "rrelease": true,
	// A sync.Cond and its lock, behind its Wait and before; an errgroup.Group that gets a limit.
	"cond": true, "uncond": true, "limit": true,
	// A channel.
	"sending": true, "sent": true, "receiving": true, "received": true, "closing": true,
	// The channels of a select statement; of which one was carried out.
	"select": true, "chose": true,
	// What synchronises in a way that is not seen.
	"releaseglobal": true, "acquireglobal": true, "releasetimer": true, "unseen": true,
}

// ParseOp reads an operation. The site is like "3:7:5 counter": the cell, line and column, and what is accessed there.
func ParseOp(what, site string) (*Op, error) {
	verb, rest, _ := strings.Cut(what, " ")
	op := &Op{}
	op.verb, op.shared = strings.CutSuffix(verb, "!")
	if !verbs[op.verb] {
		return nil, fmt.Errorf("watch: no operation %q", what)
	}
	if op.verb == "select" || op.verb == "chose" {
		op.text = rest
		return op, nil
	}
	for rest != "" {
		l := link{kind: rest[0]}
		rest = rest[1:]
		switch l.kind {
		case '.':
			end := 0
			for end < len(rest) && rest[end] >= '0' && rest[end] <= '9' {
				end++
			}
			n, err := strconv.Atoi(rest[:end])
			if err != nil {
				return nil, fmt.Errorf("watch: the path of %q: %w", what, err)
			}
			l.field, rest = n, rest[end:]
		case '[', '*':
		default:
			return nil, fmt.Errorf("watch: the path of %q", what)
		}
		op.path = append(op.path, l)
	}
	if site != "" {
		s := &detect.Site{}
		place, name, _ := strings.Cut(site, " ")
		if _, err := fmt.Sscanf(place, "%d:%d:%d", &s.Cell, &s.Line, &s.Col); err != nil {
			return nil, fmt.Errorf("watch: the place %q: %w", site, err)
		}
		s.Name = name
		op.site = s
	}
	return op, nil
}
