package instrument

import (
	"fmt"
	"go/types"
	"strings"
)

// Variables returns a Go file to be compiled with the package p, which makes channels in its package variables
// part of the bubble that a program runs in. It is nil if there are none. The package that it imports,
// run, has to be in the importcfg.
func Variables(p *types.Package) []byte {
	const imports = "weft/kernel/engine/native/bubble/run"
	var list []string
	for _, name := range p.Scope().Names() {
		if v, ok := p.Scope().Lookup(name).(*types.Var); ok && name != "_" && leads(v.Type(), map[types.Type]bool{}) {
			list = append(list, "&"+name)
		}
	}
	if len(list) == 0 {
		return nil
	}
	return fmt.Appendf(nil, "package %s\n\nimport weftrun %q\n\nfunc init() { weftrun.Adopt(%s) }\n", p.Name(), imports, strings.Join(list, ", "))
}

// leads says whether a value of type t can lead to a channel. Those that only lead to the standard library's own
// are found out at run time.
func leads(t types.Type, way map[types.Type]bool) bool {
	t = types.Unalias(t)
	if way[t] {
		return false
	}
	way[t] = true
	switch u := t.Underlying().(type) {
	case *types.Chan, *types.Interface:
		return true
	case *types.Pointer:
		return leads(u.Elem(), way)
	case *types.Slice:
		return leads(u.Elem(), way)
	case *types.Array:
		return leads(u.Elem(), way)
	case *types.Map:
		return leads(u.Key(), way) || leads(u.Elem(), way)
	case *types.Struct:
		for f := range u.Fields() {
			if leads(f.Type(), way) {
				return true
			}
		}
	}
	return false
}
