// Package complete answers what could stand at the cursor and what a name means, from the same
// types that check cells. It runs nothing, so it answers while a cell runs. It reads text that
// does not parse yet: texts.go makes something of it that does.
package complete

import (
	"weft/kernel/golang/check"
)

// A Candidate may stand at the cursor.
type Candidate struct {
	Text   string
	Kind   Kind
	Detail string // type or signature; the import path of a package; "" for keywords and labels
}

// A Kind says what a candidate is.
type Kind string

// The kinds of candidates, in the words that editors use.
const (
	Function  Kind = "function"
	Method    Kind = "method"
	Variable  Kind = "variable"
	Constant  Kind = "constant"
	Field     Kind = "field"
	Struct    Kind = "struct"
	Interface Kind = "interface"
	Type      Kind = "class" // any other type
	Package   Kind = "module"
	Keyword   Kind = "keyword"
	Label     Kind = "label"
)

// Candidates lists what may replace src[start:offset], the likeliest first. offset is in bytes.
func Candidates(s *check.Session, src string, offset int) (list []Candidate, start int) {
	q := ask(s, src, offset)
	if q.where == elsewhere {
		return nil, offset
	}
	if q.where == inImport {
		return q.importPaths(), q.start
	}
	f := &finder{query: q, texts: map[string]int{}}
	switch {
	case q.before(1).isBranch() && q.sameLine():
		f.labels()
	case q.namesSomething():
		return nil, q.start
	default:
		f.code()
	}
	return f.ranked(), q.start
}

// A finder gathers candidates for one query.
type finder struct {
	*query
	found []found
	texts map[string]int // where in found a text is
	want  expectation
}

// A found is a candidate with what its rank depends on.
type found struct {
	Candidate
	fit  fit
	near int // 0 is the nearest
}

// code finds candidates where Go code stands.
func (f *finder) code() {
	at := f.locate(placeholder)
	if at == nil {
		f.operand()
		return
	}
	f.want = expected(at)
	if sel := at.selector(); sel != nil {
		if !f.selected(at, sel) {
			f.operand() // what is before it may be too broken
		}
		return
	}
	if lit, alone := at.literal(); lit != nil {
		f.keys(at, lit)
		if alone {
			return
		}
	}
	f.names(at)
}
