package links

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
)

// IDs names the headings of one document as GitHub does. It is a parser.IDs of goldmark, so that a site made of
// the documents has the anchors that GitHub shows. Its zero value is not ready; use NewIDs.
type IDs struct {
	seen map[string]int
}

func NewIDs() *IDs { return &IDs{seen: map[string]int{}} }

// Generate returns the anchor of a heading with this text. A second heading of the same text gets "-1", and so on.
func (s *IDs) Generate(text []byte, _ ast.NodeKind) []byte {
	id := slug(string(text))
	n := s.seen[id]
	s.seen[id]++
	if n > 0 {
		id += "-" + strconv.Itoa(n)
	}
	return []byte(id)
}

// Put takes note of an id that the document gives itself.
func (s *IDs) Put(id []byte) { s.seen[string(id)]++ }

// slug makes an anchor of a heading: lower case, letters, digits, - and _ stay, spaces become -.
func slug(text string) string {
	var b strings.Builder
	for _, r := range strings.TrimSpace(text) {
		switch {
		case r == ' ':
			b.WriteByte('-')
		case r == '-', r == '_', unicode.IsLetter(r), unicode.IsDigit(r), unicode.Is(unicode.M, r):
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// jupyterSlug makes the anchor that JupyterLab gives a heading in a notebook.
func jupyterSlug(text string) string { return strings.ReplaceAll(strings.TrimSpace(text), " ", "-") }
