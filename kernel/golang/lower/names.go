package lower

import (
	"fmt"
	"go/types"
	"strconv"
	"strings"

	"weft/kernel/golang/std"
)

// Names in the lowered text. A learner's local keeps its name; everything else lives in the reserved
// class of names, so that no scope of the learner's can hide what lowered code needs:
//
//	x_3      package-level x of generation 3
//	_fmt     an imported package
//	_P_Add_3 method Add of P, generation 3
//	_v12     a temporary or a generated declaration
//
// A learner's own name of the reserved class gets a final underscore.

// reserved reports whether name may clash with a generated or predeclared one.
func reserved(name string) bool {
	if types.Universe.Lookup(name) != nil || strings.HasPrefix(name, "_") {
		return true
	}
	digits := strings.TrimRight(name, "0123456789")
	return strings.HasSuffix(digits, "_")
}

// localName is the lowered name of a learner's local variable, label or field.
func localName(name string) string {
	if name != "_" && reserved(name) {
		return name + "_"
	}
	return name
}

// localVar is the lowered name of a local variable. One that shadows another local gets a name of its
// own: the interpreter takes the x on the right of an inner x := f(x) for the new one.
func (l *lowering) localVar(o *types.Var) string {
	n, ok := l.locals[o]
	if !ok {
		n = localName(o.Name())
		if shadows(o) {
			n = l.temp(o.Name())
		}
		l.locals[o] = n
	}
	return n
}

// shadows reports whether o hides a variable or constant of its function.
func shadows(o *types.Var) bool {
	if o.Parent() == nil || o.Parent().Parent() == nil || o.Name() == "_" {
		return false
	}
	_, outer := o.Parent().Parent().LookupParent(o.Name(), o.Pos())
	return outer != nil && isLocal(outer)
}

// globalName is the lowered name of a package-level object of the session.
func (l *lowering) globalName(o types.Object) string {
	return o.Name() + "_" + strconv.Itoa(l.unit.Gen(o))
}

// temp is a new name, unique in the session.
func (l *lowering) temp(kind string) string {
	l.serial++
	return "_" + kind + strconv.Itoa(l.serial)
}

// generated gives what is described by key a readable name, always the same one in this session.
func (l *lowering) generated(base, key string) string {
	key = base + "|" + key
	if n, ok := l.state.names[key]; ok {
		return n
	}
	n := "_" + base
	for i := 2; l.state.names["="+n] != "" || reservedTail(n); i++ {
		n = fmt.Sprintf("_%s_%d", base, i)
		if l.state.names["="+n] == "" {
			break
		}
	}
	l.state.names[key], l.state.names["="+n] = n, key
	return n
}

// reservedTail reports whether n looks like a temporary: letters and then digits.
func reservedTail(n string) bool {
	return n != strings.TrimRight(n, "0123456789") && !strings.Contains(n[1:], "_")
}

// pkg is the local name of an imported package; it is imported if it was not.
func (l *lowering) pkg(p *types.Package) string {
	return l.importPath(p.Path(), p.Name())
}

func (l *lowering) importPath(path, name string) string {
	if path == "unsafe" || path == "C" {
		l.refuse(l.site, "package "+path, "work without it")
	}
	if n, ok := l.state.imports[path]; ok {
		return n
	}
	if std.ThirdParty(path) {
		l.refusePackage(l.site, path) // of a type that the text does not mention
	}
	n := l.generated(name, "import "+path)
	l.importAs(n, path)
	return n
}

func (l *lowering) importAs(name, path string) {
	if _, ok := l.state.imports[path]; !ok {
		l.state.imports[path] = name
		l.out.Imports = append(l.out.Imports, Import{Path: path, Name: name})
	}
}

// mangle makes an identifier part of a type's text.
func mangle(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 0x80 && r != '·':
			b.WriteRune(r)
		case r == '*':
			b.WriteString("P")
		case r == '[' || r == ']':
			b.WriteString("L")
		case r == ' ' || r == '\t' || r == '\n':
		default:
			b.WriteString("_")
		}
	}
	s := b.String()
	if len(s) > 40 {
		s = s[:40]
		for len(s) > 0 && s[len(s)-1] >= 0x80 {
			s = s[:len(s)-1]
		}
	}
	return s
}
