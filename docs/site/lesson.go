package main

import (
	"fmt"
	"html/template"
	"strings"

	"weft/docs/links"
	"weft/kernel/jupyter/nbformat"
)

// notebook renders a notebook as it was stored: text, cells and their outputs.
func (s *site) notebook(docPath string, data []byte) (template.HTML, []head, error) {
	nb, err := nbformat.Parse(data)
	if err != nil {
		return "", nil, err
	}
	var b strings.Builder
	var heads []head
	ids := links.NewIDs()
	for _, c := range nb.Cells {
		switch c.Type {
		case nbformat.Markdown:
			text, h, err := s.markdown(docPath, []byte(c.Source), ids, true)
			if err != nil {
				return "", nil, err
			}
			b.WriteString(string(text))
			heads = append(heads, h...)
		case nbformat.Code:
			fmt.Fprintf(&b, `<div class="cell">%s`, highlight("go", c.Source))
			for _, o := range c.Outputs {
				b.WriteString(output(o))
			}
			b.WriteString("</div>\n")
		}
	}
	return template.HTML(b.String()), heads, nil
}
