package complete

import (
	"testing"
	"unicode/utf8"
)

// weird are texts that people have at the cursor while they type.
func weird() []string {
	return []string{
		"", ".", "..", "fmt.", "fmt..", "aurora.", "aurora.Name.", "ships[\"a\"][0].", "ships[", "(aurora).", "*aurora.", "&Ship{}.", "Ship{Na",
		"fmt.Println(", "fmt.Println(aurora.", "func (", "func() { x := auro", "x := func(a int) { a.", "\"unended fmt.", "`raw fmt.", "'", "// fmt.",
		"/* fmt.", "größe.", "世界.名", "\xff.\xfe", "aurora\x00.", "for i := range ships { i.", "if x := aurora; x.", "go func() { aurora.Mo", "<-ch.",
		"fmt.Println(\r\n\taurora.\r\n", "{{{{((((", "}}}}))))", "[]int{}.", "map[string]int{}.", "1.", "1.5.", "0x.", "aurora .Name", "aurora\n.Name",
		"%tim", "%%ba", "!ls fm", "fmt.Println?", "x??", "?", "type T struct { a T; T", "Ship.Moor.", "(*Ship).", "interface{ M() }(nil).", "nil.", "true.",
		"time.", "nosuch.", "math/rand.", "import \"f", "import (\n\t\"fm", "_.", "aurora.berth.Nu", "a.b.c.d.e.f", "switch x := any(aurora).(type) { case *Ship: x.",
	}
}

// FuzzComplete asks for candidates and for what a name means at any place of any text: no panic,
// and what is to be replaced lies before the cursor, at the beginning of a code point if the text has such.
func FuzzComplete(f *testing.F) {
	for _, src := range weird() {
		f.Add(src, len(src))
		f.Add(src+" + 1\n}", len(src))
	}
	s := harbour(f)
	f.Fuzz(func(t *testing.T, src string, offset int) {
		if len(src) > 4<<10 {
			return
		}
		offset = min(max(offset, 0), len(src))
		list, start := Candidates(s, src, offset)
		if start < 0 || start > offset || utf8.ValidString(src[:offset]) && !utf8.ValidString(src[:start]) {
			t.Fatalf("Candidates(%q, %d) replaces from %d", src, offset, start)
		}
		texts := map[string]bool{}
		for _, c := range list {
			if c.Text == "" || c.Kind == "" || texts[c.Text] {
				t.Fatalf("Candidates(%q, %d) has %+v", src, offset, c)
			}
			texts[c.Text] = true
		}
		if info, ok := At(s, src, offset, Full); ok && info.Declaration == "" {
			t.Fatalf("At(%q, %d) says nothing", src, offset)
		}
	})
}
