package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"golang.org/x/net/html"
)

// An entry is what the search can find: a page up to its first heading, or a heading with the text below it.
type entry struct {
	Title string `json:"t"`
	Page  string `json:"p"` // the title of the page, or its section in the contents
	URL   string `json:"u"`
	Text  string `json:"x,omitempty"`
}

// searchIndex returns the script that site.js loads when somebody begins to search.
func searchIndex(pages []page) ([]byte, error) {
	var index []entry
	for _, p := range pages {
		texts := sectionTexts(p)
		index = append(index, entry{p.Title, p.Section, p.Name, texts[""]})
		for _, h := range p.Heads {
			index = append(index, entry{h.Text, p.Title, p.Name + "#" + h.ID, texts[h.ID]})
		}
	}
	data, err := json.Marshal(index)
	return fmt.Appendf(nil, "const index = %s;\n", data), err
}

// sectionTexts returns the text below each heading that p lists, by its id, and that above the first by "".
// Pictures and what cells wrote are left out.
func sectionTexts(p page) map[string]string {
	heads := map[string]bool{}
	for _, h := range p.Heads {
		heads[h.ID] = true
	}
	out := map[string]string{}
	id := ""
	var text strings.Builder // of the section id
	hidden := 0              // elements around this place whose text is not taken
	var open []bool          // whether the elements around it hide theirs
	z := html.NewTokenizer(strings.NewReader(string(p.Body)))
	for {
		kind := z.Next()
		if kind == html.ErrorToken { // the end
			out[id] = strings.Join(strings.Fields(text.String()), " ")
			return out
		}
		t := z.Token()
		if kind != html.TextToken && !inline(t.Data) {
			text.WriteByte(' ')
		}
		switch {
		case kind == html.TextToken && hidden == 0:
			text.WriteString(t.Data)
		case kind == html.StartTagToken && !voidElement(t.Data):
			if at := attribute(t, "id"); heads[at] {
				out[id] = strings.Join(strings.Fields(text.String()), " ")
				id = at
				text.Reset()
			}
			open = append(open, hides(t))
			if hides(t) {
				hidden++
			}
		case kind == html.EndTagToken && len(open) > 0:
			if open[len(open)-1] {
				hidden--
			}
			open = open[:len(open)-1]
		}
	}
}

// inline reports whether the element may stand within a word.
func inline(name string) bool {
	switch name {
	case "a", "b", "code", "em", "i", "span", "strong":
		return true
	}
	return false
}

func attribute(t html.Token, key string) string {
	for _, a := range t.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// hides reports whether the search leaves out the text of the element: headings, which are found by their
// titles, and outputs.
func hides(t html.Token) bool {
	switch t.Data {
	case "h1", "h2", "h3", "style", "script", "svg":
		return true
	case "pre", "div":
		class := attribute(t, "class")
		return strings.Contains(class, "output") || strings.Contains(class, "stream") || strings.Contains(class, "error")
	}
	return false
}

// voidElement reports whether the element has no end.
func voidElement(name string) bool {
	switch name {
	case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr":
		return true
	}
	return false
}
