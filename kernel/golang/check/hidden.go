package check

import (
	"fmt"
	"go/ast"
	"go/token"
	"strconv"
	"strings"
)

// hiddenHint is about a name of Go's own, or of a package, that an earlier cell has given to something else: in a program
// that would have ended with the function. It is "" if the message is about something else.
func (d *draft) hiddenHint(msg string, pos token.Pos) string {
	if !strings.Contains(msg, "cannot call ") && !strings.HasSuffix(msg, " is not a type") && !strings.Contains(msg, " undefined (type ") {
		return ""
	}
	name, member := "", ""
	d.inspect(func(n ast.Node) {
		switch x := n.(type) {
		case *ast.Ident:
			if x.Pos() == pos && name == "" {
				name = x.Name
			}
		case *ast.SelectorExpr:
			if id, ok := x.X.(*ast.Ident); ok && x.Sel.Pos() == pos {
				name, member = id.Name, x.Sel.Name
			}
		}
	})
	l := d.st.byKey[name]
	if l == nil || d.names[name] != nil {
		return ""
	}
	by := fmt.Sprintf("%s is what cell [%d] declares", name, d.at(l.pos).Cell)
	if isPredeclared(name) && member == "" {
		return by + ", which hides Go's own: choose another name there; %reset forgets it"
	}
	if d.session.Packages == nil || member == "" {
		return ""
	}
	for _, path := range d.session.Packages(name) {
		if d.hasAny(path, []string{member}) {
			return by + ", which hides the package: import " + strconv.Quote(path) + " brings that back"
		}
	}
	return ""
}
