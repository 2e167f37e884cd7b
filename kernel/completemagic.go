package kernel

import (
	"slices"
	"strings"

	"weft/kernel/golang/complete"
	"weft/kernel/magic"
)

// A magicLine is a line that begins with a magic, up to the cursor.
type magicLine struct {
	magic.Magic
	typed string // "%time"
	args  string // up to the cursor, with the blanks in front of them
	start int    // offset of the line in the cell
}

// magicLine is the line of the cursor; false if it calls no magic that there is, or the cursor is still in its name.
func (s *Session) magicLine(code string, offset int) (l magicLine, ok bool) {
	l.start = strings.LastIndexByte(code[:offset], '\n') + 1
	line := code[l.start:offset]
	l.start += len(line) - len(strings.TrimLeft(line, " \t"))
	line = strings.TrimLeft(line, " \t")
	end := strings.IndexAny(line, " \t")
	if !strings.HasPrefix(line, "%") || end < 0 {
		return magicLine{}, false
	}
	l.typed, l.args = line[:end], line[end:]
	l.Magic, ok = s.magics.Named(l.typed)
	return l, ok
}

// golang is the cell with blanks for the magic and its options, so that what is left of the line is Go.
func (l magicLine) golang(code string) string {
	end := l.start + len(l.typed) + len(l.args) - len(l.Behind(l.args))
	return code[:l.start] + strings.Repeat(" ", end-l.start) + code[end:]
}

// arguments lists what may stand behind the magic, in place of word, which is the last one before the cursor.
func (s *Session) arguments(l magicLine, word string) []complete.Candidate {
	list := []complete.Candidate{}
	add := func(text, detail string, kind complete.Kind) {
		known := slices.ContainsFunc(list, func(c complete.Candidate) bool { return c.Text == text })
		if strings.HasPrefix(text, word) && !known {
			list = append(list, complete.Candidate{Text: text, Kind: kind, Detail: detail})
		}
	}
	if strings.HasPrefix(word, "-") {
		for _, o := range l.Options {
			add("-"+o.Name, o.Doc, complete.Keyword)
		}
	}
	if l.Words != nil {
		for _, w := range l.Words() {
			add(w.Text, w.Detail, complete.Keyword)
		}
	}
	if l.Takes&magic.Magics != 0 {
		for _, m := range s.magics.All() {
			add(m.Name, m.Usage, "magic")
		}
	}
	if l.Takes&magic.Names != 0 {
		for _, v := range s.variables() {
			add(v.Name, v.Type, kindOf(v))
		}
	}
	if l.Takes&magic.Environs != 0 {
		for _, e := range s.environ() {
			name, _, _ := strings.Cut(e, "=")
			add(name, "", complete.Variable)
		}
	}
	if l.Takes&(magic.Files|magic.Folders) != 0 {
		for _, f := range s.files(word) {
			if l.Takes&magic.Files != 0 || strings.HasSuffix(f.Text, "/") {
				list = append(list, f)
			}
		}
	}
	return list
}

// kindOf is what completion calls a declaration.
func kindOf(v magic.Variable) complete.Kind {
	switch v.Kind {
	case "func":
		return complete.Function
	case "type":
		return complete.Type
	case "const":
		return complete.Constant
	}
	return complete.Variable
}
