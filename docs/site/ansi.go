package main

import (
	"fmt"
	"html"
	"regexp"
	"strconv"
	"strings"
)

var (
	escape = regexp.MustCompile("\x1b\\[([0-9;]*)([A-Za-z])")
	colour = regexp.MustCompile(`(?:^|;)38;2;([0-9]+);([0-9]+);([0-9]+)`)
)

// terminal renders what a cell wrote for a terminal: weight and the colours that weft's messages have. Other
// sequences leave no trace.
func terminal(text string) string {
	var b strings.Builder
	open := false
	end := func() {
		if open {
			b.WriteString("</span>")
		}
		open = false
	}
	for {
		at := escape.FindStringSubmatchIndex(text)
		if at == nil {
			break
		}
		b.WriteString(html.EscapeString(text[:at[0]]))
		codes, kind := text[at[2]:at[3]], text[at[4]:at[5]]
		text = text[at[1]:]
		if kind != "m" {
			continue
		}
		end()
		if class := sgrClass(codes); class != "" {
			fmt.Fprintf(&b, `<span class="%s">`, class)
			open = true
		}
	}
	b.WriteString(html.EscapeString(text))
	end()
	return b.String()
}

// sgrClass names what "select graphic rendition" codes ask for, in classes of style.css. A colour is one of
// three by its largest part, so that it can be read on light and on dark pages.
func sgrClass(codes string) string {
	if rgb := colour.FindStringSubmatch(codes); rgb != nil {
		red, _ := strconv.Atoi(rgb[1])
		green, _ := strconv.Atoi(rgb[2])
		blue, _ := strconv.Atoi(rgb[3])
		switch {
		case blue >= red && blue >= green:
			return "t-bold t-blue"
		case green > red/2:
			return "t-bold t-amber"
		}
		return "t-bold t-red"
	}
	switch codes {
	case "1":
		return "t-bold"
	case "2":
		return "t-soft"
	}
	return ""
}
