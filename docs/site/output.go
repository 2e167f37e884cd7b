package main

import (
	"encoding/base64"
	"fmt"
	"html"
	"regexp"
	"strings"

	"weft/kernel/jupyter/nbformat"
)

var ansi = regexp.MustCompile("\x1b\\[[0-9;]*[A-Za-z]")

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
		return picture("image/svg+xml", base64.StdEncoding.EncodeToString([]byte(of("image/svg+xml"))), alt)
	case of("image/png") != "":
		return picture("image/png", strings.ReplaceAll(of("image/png"), "\n", ""), alt)
	case of("text/html") != "":
		return `<div class="output wide">` + of("text/html") + "</div>\n"
	}
	return pre("output", of("text/plain"))
}

func picture(mime, data, alt string) string {
	return fmt.Sprintf("<div class=\"output wide\"><img class=\"drawn\" loading=\"lazy\" src=\"data:%s;base64,%s\" alt=\"%s\"></div>\n", mime, data, alt)
}

func pre(class, text string) string {
	return fmt.Sprintf("<pre class=\"%s\" tabindex=\"0\">%s</pre>\n", class, html.EscapeString(ansi.ReplaceAllString(text, "")))
}
