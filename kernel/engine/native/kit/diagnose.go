package kit

import (
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// parseDiagnostics reads what the compiler, or the go command in its place, printed: a line each with its
// position, followed by indented lines that belong to it.
func parseDiagnostics(printed string) []Diagnostic {
	form := regexp.MustCompile(`^(.+?):([0-9]+)(?::([0-9]+))?: (.*)$`)
	var list []Diagnostic
	open := false // whether an indented line has an owner
	for line := range strings.Lines(printed) {
		line = strings.TrimRight(line, "\n")
		m := form.FindStringSubmatch(line)
		switch {
		case strings.HasPrefix(line, "\t"):
			if open {
				list[len(list)-1].Text += "\n" + line
			}
		case m != nil && !strings.HasPrefix(line, "#") && !strings.HasPrefix(m[1], " "):
			d := Diagnostic{File: path.Clean(m[1]), Text: m[4]}
			d.Line, _ = strconv.Atoi(m[2]) // digits; a number beyond int is no line
			d.Col, _ = strconv.Atoi(m[3])
			if open = d.Text != "too many errors"; open {
				list = append(list, d)
			}
		default:
			open = false
		}
	}
	return list
}

// isMistake reports whether the diagnostics are about the code. The compiler also reports a package that it
// cannot read, and its own failures, with a position.
func isMistake(list []Diagnostic) bool {
	for _, d := range list {
		if strings.HasPrefix(d.File, "<") && strings.Contains(d.Text, ": symbol too large (") {
			continue // the compiler has no place for a variable, which it names
		}
		if strings.HasPrefix(d.Text, "could not import ") || strings.HasPrefix(d.Text, "internal compiler error") || strings.HasPrefix(d.File, "<") {
			return false
		}
	}
	return len(list) > 0
}

// linkMistake recognises the linker's reports that are about the job's own code; nil if it failed otherwise.
func linkMistake(printed string, p *plan) []Diagnostic {
	form := regexp.MustCompile(`^(?:link: )?(?:\S+: )?(function main is undeclared in the main package|invalid reference to \S+|relocation target (\S+) not defined)$`)
	var list []Diagnostic
	for line := range strings.Lines(printed) {
		m := form.FindStringSubmatch(strings.TrimSpace(line))
		if m == nil || m[2] != "" && !p.declares(m[2]) {
			continue
		}
		list = append(list, Diagnostic{Text: m[1]})
	}
	return list
}

// declares reports whether a linker's symbol belongs to one of the plan's packages.
func (p *plan) declares(symbol string) bool {
	return slices.ContainsFunc(p.units, func(u unit) bool { return strings.HasPrefix(symbol, u.Path+".") })
}

// importMistakes recognises what the go command says of imports without telling where they are.
func (p *plan) importMistakes(printed string) []Diagnostic {
	form := regexp.MustCompile(`^\s+imports (\S+): (.*)$`)
	var list []Diagnostic
	for line := range strings.Lines(printed) {
		m := form.FindStringSubmatch(strings.TrimRight(line, "\n"))
		if m == nil {
			continue
		}
		if at, ok := p.places[m[1]]; ok {
			list = append(list, Diagnostic{at.Filename, at.Line, at.Column, m[2]})
		}
	}
	return list
}
