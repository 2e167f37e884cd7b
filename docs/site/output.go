package main

import (
	"encoding/base64"
	"fmt"
	"html"
	"strings"

	"weft/kernel/jupyter/nbformat"
)

// output renders a stored output of a cell: the richest of its forms that a page without scripts can show.
func output(o nbformat.Output) string {
	switch o.Type {
	case nbformat.Stream:
		return pre("stream "+o.Name, o.Text)
	case nbformat.Error:
		return pre("error", strings.Join(o.Traceback, "\n"))
	}
	of := func(mime string) string { s, _ := o.Data[mime].(string); return s }
	alt := html.EscapeString(of("text/plain"))
	switch {
	case of("image/svg+xml") != "":
		// As a picture it is apart from the page: its names and styles clash with nothing.
		class := "drawn"
		if !strings.Contains(of("image/svg+xml"), "prefers-color-scheme") {
			class += " white" // drawn for a light page alone
		}
		return picture(class, "image/svg+xml", base64.StdEncoding.EncodeToString([]byte(of("image/svg+xml"))), alt)
	case of("image/png") != "":
		return picture("drawn white", "image/png", strings.ReplaceAll(of("image/png"), "\n", ""), alt)
	case of("text/html") != "":
		return `<div class="output wide">` + of("text/html") + "</div>\n"
	}
	return pre("output", of("text/plain"))
}

func picture(class, mime, data, alt string) string {
	return fmt.Sprintf("<div class=\"output wide\"><img class=\"%s\" loading=\"lazy\" src=\"data:%s;base64,%s\" alt=\"%s\"></div>\n", class, mime, data, alt)
}

func pre(class, text string) string {
	return fmt.Sprintf("<pre class=\"%s\" tabindex=\"0\">%s</pre>\n", class, terminal(text))
}
