package complete

import (
	"go/types"
	"strings"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
	"weft/kernel/golang/std"
)

// An Info says what is known about a name.
type Info struct {
	Signature string // as Go declares it
	Doc       string // "" if there is none, or no documentation on this machine
	Where     string // "package fmt", "cell [3]"
}

// Text is the info as plain text.
func (i Info) Text() string {
	parts := []string{i.Signature}
	if i.Doc != "" {
		parts = append(parts, strings.TrimSpace(i.Doc))
	}
	if i.Where != "" {
		parts = append(parts, i.Where)
	}
	return strings.Join(parts, "\n\n")
}

// Markdown is the info as Markdown, with the signature as Go code.
func (i Info) Markdown() string {
	parts := []string{"```go\n" + i.Signature + "\n```"}
	if i.Doc != "" {
		parts = append(parts, strings.TrimSpace(i.Doc))
	}
	if i.Where != "" {
		parts = append(parts, "*"+i.Where+"*")
	}
	return strings.Join(parts, "\n\n")
}

// At describes the name or selector around offset (bytes) in src. Inside a call's arguments,
// behind a bracket, it describes the function.
func At(s *check.Session, src string, offset int) (Info, bool) {
	end := offset
	for end < len(src) && trailingName(src[:end+1]) != "" && trailingName(src[:end+1]) != trailingName(src[:end]) {
		end++
	}
	if name := trailingOperand(src[:end]); name != "" {
		if info, ok := Name(s, name); ok {
			return info, true
		}
	}
	open := strings.LastIndexByte(src[:end], '(')
	if open <= 0 {
		return Info{}, false
	}
	return Name(s, trailingOperand(src[:open]))
}

// Name describes a package, or an operand such as fmt.Println, x or x.field.
func Name(s *check.Session, operand string) (Info, bool) {
	if operand == "" {
		return Info{}, false
	}
	if pkg := packageNamed(s, operand); pkg != nil {
		return Info{Signature: "package " + pkg.Name(), Doc: std.Doc(pkg.Path() + "."), Where: "import \"" + pkg.Path() + "\""}, true
	}
	base, member, selected := cutLast(operand)
	if selected {
		if pkg := packageNamed(s, base); pkg != nil {
			o := pkg.Scope().Lookup(member)
			if o == nil || !o.Exported() {
				return Info{}, false
			}
			return Info{Signature: declaration(o, pkg), Doc: std.Doc(pkg.Path() + "." + member), Where: "package " + pkg.Path()}, true
		}
	}
	unit := s.Check(cell.Parse(probe, ""))
	if o := unit.Pkg.Scope().Lookup(operand); o != nil {
		info := Info{Signature: declaration(o, unit.Pkg)}
		if gen := unit.Gen(o); gen > 0 {
			info.Where = cell.Pos{Cell: gen}.String()
		}
		return info, true
	}
	if o := types.Universe.Lookup(operand); o != nil {
		return Info{Signature: declaration(o, unit.Pkg), Doc: std.Doc("builtin." + operand), Where: "predeclared"}, true
	}
	return value(s, operand, base, member, selected)
}

// value describes an expression by its type, and a method or field by its declaration.
func value(s *check.Session, operand, base, member string, selected bool) (Info, bool) {
	if selected {
		if unit, t := typeOf(s, base); t != nil {
			o, _, _ := types.LookupFieldOrMethod(t, true, unit.Pkg, member)
			if o != nil {
				info := Info{Signature: declaration(o, unit.Pkg)}
				if p := o.Pkg(); p != nil && p.Path() != unit.Pkg.Path() {
					info.Doc, info.Where = std.Doc(p.Path()+"."+receiver(t)+"."+member), "package "+p.Path()
				}
				return info, true
			}
		}
	}
	unit, t := typeOf(s, operand)
	if t == nil {
		return Info{}, false
	}
	return Info{Signature: operand + " " + types.TypeString(t, types.RelativeTo(unit.Pkg))}, true
}

func receiver(t types.Type) string {
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	if n, ok := types.Unalias(t).(*types.Named); ok {
		return n.Obj().Name()
	}
	return ""
}

func declaration(o types.Object, from *types.Package) string {
	return types.ObjectString(o, types.RelativeTo(from))
}

func cutLast(operand string) (base, member string, ok bool) {
	i := strings.LastIndexByte(operand, '.')
	if i < 0 {
		return operand, "", false
	}
	return operand[:i], operand[i+1:], true
}
