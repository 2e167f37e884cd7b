package complete

import (
	"go/doc/comment"
	"strings"
)

// An Info says what is known about a name.
type Info struct {
	Declaration string   // as Go declares it: a signature, a type with its fields
	Methods     []string // of a type, as signatures; of a package, what it exports
	Doc         string   // in the syntax of Go's doc comments; "" if there is none, or none on this machine
	Package     string   // import path that Doc's links are relative to; "" for the session's own names
	Where       string   // "package fmt", "cell [3]", "predeclared"
	Call        string   // the declaration of the function that the name is an argument of, or ""
	Source      string   // the whole declaration, if it was asked for and can be had
	Variable    string   // an expression for the name's current value, "" if it has none; evaluating it changes nothing
	Value       string   // that value as text; who can run something fills it in
	ValueNote   string   // why Value is not there, or ""
}

// Text is the info as plain text for a terminal.
func (i Info) Text() string {
	var parts []string
	add := func(s string) {
		if s = strings.Trim(s, "\n"); s != "" {
			parts = append(parts, s)
		}
	}
	if i.Source == "" {
		add(i.Declaration)
	} else {
		add(i.Source)
	}
	if i.Value != "" {
		add("value: " + strings.ReplaceAll(strings.TrimRight(i.Value, "\n"), "\n", "\n       "))
	} else if i.ValueNote != "" {
		add("value: " + i.ValueNote)
	}
	add(i.docText())
	add(strings.Join(i.Methods, "\n"))
	if i.Call != "" {
		add("argument of " + i.Call)
	}
	add(i.Where)
	return strings.ReplaceAll(strings.Join(parts, "\n\n"), "\t", "    ")
}

// Markdown is the info as Markdown.
func (i Info) Markdown() string {
	var parts []string
	add := func(s string) {
		if s = strings.Trim(s, "\n"); s != "" {
			parts = append(parts, s)
		}
	}
	code := func(s string) string {
		if s == "" {
			return ""
		}
		return fence("go", s)
	}
	if i.Source == "" {
		add(code(i.Declaration))
	} else {
		add(code(i.Source))
	}
	if i.Value != "" {
		add("**Value**\n\n" + fence("", strings.TrimRight(i.Value, "\n")))
	} else if i.ValueNote != "" {
		add("**Value:** *" + i.ValueNote + "*")
	}
	add(i.docMarkdown())
	add(code(strings.Join(i.Methods, "\n")))
	if i.Call != "" {
		add("Argument of\n\n" + code(i.Call))
	}
	if i.Where != "" {
		add("*" + i.Where + "*")
	}
	return strings.Join(parts, "\n\n")
}

// fence puts text between marks that it does not contain. A browser's tabs would be as wide as eight spaces.
func fence(language, text string) string {
	mark := "```"
	for strings.Contains(text, mark) {
		mark += "`"
	}
	return mark + language + "\n" + strings.ReplaceAll(text, "\t", "    ") + "\n" + mark
}

// docText is the doc comment wrapped for a terminal.
func (i Info) docText() string {
	if i.Doc == "" {
		return ""
	}
	p := comment.Printer{TextWidth: 80}
	return string(p.Text(i.parsed()))
}

func (i Info) docMarkdown() string {
	if i.Doc == "" {
		return ""
	}
	p := comment.Printer{
		HeadingLevel: 4,
		HeadingID:    func(*comment.Heading) string { return "" },
		DocLinkURL:   i.link,
	}
	return string(p.Markdown(i.parsed()))
}

// parsed reads the doc comment. Links are recognised in documentation that has a home on the web.
func (i Info) parsed() *comment.Doc {
	p := comment.Parser{LookupSym: func(string, string) bool { return i.Package != "" }}
	return p.Parse(i.Doc)
}

// link is where a name in square brackets leads.
func (i Info) link(l *comment.DocLink) string {
	path := l.ImportPath
	if path == "" {
		path = i.Package
	}
	name := l.Name
	if l.Recv != "" {
		name = l.Recv + "." + name
	}
	if name == "" {
		return "https://pkg.go.dev/" + path
	}
	return "https://pkg.go.dev/" + path + "#" + name
}
