package complete

import "strings"

// placeholder stands for the name at the cursor while the text is parsed and checked. No session
// has it: see check.Unit.Pkg.
const placeholder = "ᐧhere"

// texts are versions of the cell that may parse, the truest first, with here in place of the name at
// the cursor. All are the same up to there.
func (q *query) texts(here string) []string {
	head, rest := q.src[:q.start]+here, q.src[q.end:]
	tail := q.open.Tail
	list := []string{head + rest}
	switch {
	case q.open.Call:
		list = append(list, head+"()"+rest)
	case q.open.List:
		list = append(list, head+","+rest) // it goes on in the next line
	}
	if later := laterDeclarations(rest); later != "" {
		list = append(list, head+tail+"\n"+later)
	}
	return append(list, head+tail)
}

// laterDeclarations is what follows from the first line on that begins a declaration at the margin.
func laterDeclarations(rest string) string {
	for at := strings.IndexByte(rest, '\n'); at >= 0; {
		line := rest[at+1:]
		if strings.HasPrefix(line, "func ") || strings.HasPrefix(line, "type ") {
			return line
		}
		next := strings.IndexByte(line, '\n')
		if next < 0 {
			break
		}
		at += 1 + next
	}
	return ""
}
