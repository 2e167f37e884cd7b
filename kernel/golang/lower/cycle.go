package lower

import (
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"weft/kernel/golang/check"
)

// Cycles of struct types. The interpreter can build a struct that refers to itself, but not two or
// three that refer to each other in several ways: their parts get different reflect types. So such a
// cycle is cut: some fields are kept as interface{} and opened when they are read. Only fields that
// are pointers, maps, slices, channels and functions can be cut; a cycle has at least one.

// cutFields are the indexes of t's fields that are kept as interface{}.
func (l *lowering) cutFields(t *types.Named) map[int]bool {
	key := l.canonNamed(t)
	if cuts, ok := l.cuts[key]; ok {
		return cuts
	}
	members := l.cycle(t)
	if len(members) == 0 {
		l.cuts[key] = nil
		return nil
	}
	c := cutter{l: l, members: map[string]*types.Named{}, cuts: map[string]map[int]bool{}}
	for _, m := range members {
		c.members[l.canonNamed(m)] = m
		c.cuts[l.canonNamed(m)] = map[int]bool{}
	}
	keys := make([]string, 0, len(members))
	for k := range c.members {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		c.visit(k)
	}
	if c.failed {
		c.cutAll()
	}
	for k, cuts := range c.cuts {
		l.cuts[k] = cuts
	}
	return l.cuts[key]
}

// cutter cuts the fields that close a cycle in a walk through its members.
type cutter struct {
	l       *lowering
	members map[string]*types.Named
	cuts    map[string]map[int]bool
	done    map[string]bool
	path    []string
	failed  bool // the walk wanted to cut a field that holds its type by value
}

func (c *cutter) visit(key string) {
	if c.done == nil {
		c.done = map[string]bool{}
	}
	if c.done[key] {
		return
	}
	c.done[key] = true
	c.path = append(c.path, key)
	s := c.members[key].Underlying().(*types.Struct)
	for i := range s.NumFields() {
		c.field(key, i, s.Field(i).Type())
	}
	c.path = c.path[:len(c.path)-1]
}

func (c *cutter) field(key string, i int, t types.Type) {
	for _, other := range c.l.structsIn(t) {
		k := c.l.canonNamed(other)
		if k == key && !plainLink(t, c.members[key]) && cuttable(t) {
			c.cuts[key][i] = true
		}
		if k == key || c.members[k] == nil {
			continue
		}
		if slices.Contains(c.path, k) {
			if !cuttable(t) {
				c.failed = true
				continue
			}
			c.cuts[key][i] = true
		}
	}
	if c.cuts[key][i] {
		return
	}
	for _, other := range c.l.structsIn(t) {
		if k := c.l.canonNamed(other); c.members[k] != nil {
			c.visit(k)
		}
	}
}

// cutAll cuts every field that can be cut and leads to another member.
func (c *cutter) cutAll() {
	for key, t := range c.members {
		s := t.Underlying().(*types.Struct)
		for i := range s.NumFields() {
			if !cuttable(s.Field(i).Type()) {
				continue
			}
			for _, other := range c.l.structsIn(s.Field(i).Type()) {
				if k := c.l.canonNamed(other); k != key && c.members[k] != nil {
					c.cuts[key][i] = true
				}
			}
		}
	}
}

// plainLink reports whether a field of type t is a reference of the struct n to itself that the
// interpreter can build: a pointer, or a slice or map of pointers.
func plainLink(t types.Type, n *types.Named) bool {
	switch u := types.Unalias(t).(type) {
	case *types.Slice:
		t = u.Elem()
	case *types.Map:
		t = u.Elem()
	}
	p, ok := types.Unalias(t).(*types.Pointer)
	return ok && types.Identical(p.Elem(), n)
}

func cuttable(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Map, *types.Slice, *types.Chan, *types.Signature:
		return true
	}
	return false
}

// cycle is the set of struct types that t leads to and that lead to t.
func (l *lowering) cycle(t *types.Named) []*types.Named {
	reach := map[string]*types.Named{}
	l.reachable(t, reach)
	self := l.canonNamed(t)
	var members []*types.Named
	for k, n := range reach {
		if k == self {
			members = append(members, n)
			continue
		}
		back := map[string]*types.Named{}
		l.reachable(n, back)
		if back[self] != nil {
			members = append(members, n)
		}
	}
	return members
}

// reachable collects the struct types that t's fields lead to.
func (l *lowering) reachable(t *types.Named, seen map[string]*types.Named) {
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return
	}
	for f := range s.Fields() {
		for _, n := range l.structsIn(f.Type()) {
			if k := l.canonNamed(n); seen[k] == nil {
				seen[k] = n
				l.reachable(n, seen)
			}
		}
	}
}

// structsIn are the lowered struct types that a type names, not through other structs or interfaces.
func (l *lowering) structsIn(t types.Type) []*types.Named {
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		if !l.fromSource(t) && t.TypeArgs().Len() == 0 {
			return nil
		}
		t = l.resolve(t)
		if _, ok := t.Underlying().(*types.Struct); ok {
			return []*types.Named{t}
		}
		if l.recursive(t) {
			return nil
		}
		return l.structsIn(t.Underlying())
	case *types.Pointer:
		return l.structsIn(t.Elem())
	case *types.Slice:
		return l.structsIn(t.Elem())
	case *types.Array:
		return l.structsIn(t.Elem())
	case *types.Chan:
		return l.structsIn(t.Elem())
	case *types.Map:
		return append(l.structsIn(t.Key()), l.structsIn(t.Elem())...)
	case *types.Struct:
		var list []*types.Named
		for f := range t.Fields() {
			list = append(list, l.structsIn(f.Type())...)
		}
		return list
	case *types.Signature:
		var list []*types.Named
		for v := range t.Params().Variables() {
			list = append(list, l.structsIn(v.Type())...)
		}
		for v := range t.Results().Variables() {
			list = append(list, l.structsIn(v.Type())...)
		}
		return list
	}
	return nil
}

// isCut reports whether field i of t, or of what t points to, is kept as interface{}.
func (l *lowering) isCut(t types.Type, i int) bool {
	n := check.NamedOf(t)
	if n == nil {
		n = check.NamedOf(t.Underlying())
	}
	if n == nil || !l.fromSource(n) {
		return false
	}
	return l.cutFields(l.resolve(n))[i]
}

// structText is the layout of a named struct type.
func (l *lowering) structText(t *types.Named, s *types.Struct) string {
	cuts := l.cutFields(t)
	if len(cuts) == 0 {
		return l.text(s)
	}
	text := "struct {"
	for i := range s.NumFields() {
		f := s.Field(i)
		typ := "interface{}"
		if !cuts[i] {
			typ = l.text(f.Type())
		}
		text += " " + l.lowered.field(f) + typ
		if tag := l.lowered.tag(f, s.Tag(i)); tag != "" {
			text += " " + strconv.Quote(tag)
		}
		text += ";"
	}
	return text + " }"
}

// openCut is the value of a field of type t that is kept as interface{}.
func (l *lowering) openCut(x string, t types.Type) string {
	return l.helper("open", t, func(name, text string) string {
		return "func " + name + "(x interface{}) (v " + text + ") {\nif x == nil { return v }\nreturn x.(" + text + ")\n}\n"
	}) + "(" + x + ")"
}

// hold is a value of type t for a field that is kept as interface{}.
func (l *lowering) hold(v string, t types.Type) string {
	if v == "nil" {
		return v
	}
	if _, ok := t.Underlying().(*types.Signature); ok {
		v = l.identity(t) + "(" + v + ")"
	}
	return "_rt.Hold(" + v + ")"
}

// isOpened reports whether x is the text of an opened field, which has no address.
func isOpened(x string) bool {
	_, args, ok := strings.Cut(x, "(")
	if !strings.HasPrefix(x, "_open_") || !ok {
		return false
	}
	depth := 1
	for i := 0; i < len(args); i++ {
		switch args[i] {
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth == 0 {
			return i == len(args)-1
		}
	}
	return false
}

// refuseAddress refuses the address of a field that is kept as interface{}.
func (l *lowering) refuseAddress(pos token.Pos, field string) {
	l.refuse(pos, "the address of the field "+field+" of a struct type in a cycle of struct types", "copy the field into a variable, or make it a pointer")
}
