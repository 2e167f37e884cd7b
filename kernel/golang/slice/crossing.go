package slice

import (
	"go/types"
	"strings"

	"weft/kernel/golang/std"
)

// What crosses, by value: everything that consists of numbers, strings, arrays, slices, maps, structs and
// pointers, with the session's own types and their unexported fields; errors, those of packages as their text; interfaces of
// the session, and any, as far as the types of their values are known to the program; and of the types of
// packages those without unexported fields, and a few that say themselves how they are written (see
// marshalled). docs/COMPILED.md has the table.

// A barrier is why a type cannot cross: where in a value the thing is, what it is, and what to do.
type barrier struct {
	path, what, instead string
}

func (b *barrier) String() string { return b.path + " is " + b.what }

// barrierIn looks for what cannot cross in a type; path is the expression that has the type. nil means that
// values of the type cross.
func (s *slicer) barrierIn(t types.Type, path string) *barrier {
	return s.search(t, path, map[string]bool{})
}

func (s *slicer) search(t types.Type, path string, seen map[string]bool) *barrier {
	t = types.Unalias(t)
	if seen[typeKey(t)] {
		return nil
	}
	seen[typeKey(t)] = true
	if n, ok := t.(*types.Named); ok && n.Obj().Pkg() != s.unit.Pkg {
		if isError(t) || marshalled(n) != nil {
			return nil
		}
		if b := s.foreign(n, path); b != nil {
			return b
		}
	}
	if n, ok := t.(*types.Named); ok && n.Obj().Pkg() == s.unit.Pkg && n.Obj().Parent() != s.unit.Pkg.Scope() {
		return &barrier{path, "of type " + n.Obj().Name() + ", which is declared inside of a function", "declare the type at the top level of a cell"}
	}
	switch u := t.Underlying().(type) {
	case *types.Chan:
		return &barrier{path, "a channel", "create the channel in the compiled cell, or pass what it holds in a slice"}
	case *types.Signature:
		return &barrier{path, "a function value", "declare the function with func and call it by its name"}
	case *types.Basic:
		switch u.Kind() {
		case types.UnsafePointer, types.Uintptr:
			return &barrier{path, "an address of this process", "pass what it points to"}
		}
	case *types.Pointer:
		return s.search(u.Elem(), "*"+path, seen)
	case *types.Slice:
		return s.search(u.Elem(), path+"[i]", seen)
	case *types.Array:
		return s.search(u.Elem(), path+"[i]", seen)
	case *types.Map:
		if b := s.search(u.Key(), "a key of "+path, seen); b != nil {
			return b
		}
		return s.search(u.Elem(), path+"[k]", seen)
	case *types.Struct:
		for f := range u.Fields() {
			if f.Name() == "_" {
				continue
			}
			if b := s.search(f.Type(), strings.TrimPrefix(path, "*")+"."+f.Name(), seen); b != nil {
				return b
			}
		}
	}
	return nil
}

// foreign is why a type of a package cannot cross as its parts.
func (s *slicer) foreign(n *types.Named, path string) *barrier {
	name := n.Obj().Pkg().Name() + "." + n.Obj().Name()
	what := article(name)
	if std.ThirdParty(n.Obj().Pkg().Path()) {
		return &barrier{path, what + ", of a module that only compiled code has", "create it in the compiled cell, or pass what the cell needs of it"}
	}
	if !n.Obj().Exported() {
		return &barrier{path, what + ", whose name cannot be written here", "pass what the cell needs of it"}
	}
	switch u := n.Underlying().(type) {
	case *types.Interface:
		if u.NumMethods() > 0 {
			return &barrier{path, what + ", and what stands behind it cannot leave this process", "create it in the compiled cell"}
		}
	case *types.Struct:
		for f := range u.Fields() {
			if !f.Exported() {
				return &barrier{path, what, remedy(n)}
			}
		}
	}
	return nil
}

// remedy is what to do about types that people want to pass.
func remedy(n *types.Named) string {
	switch pkg := n.Obj().Pkg().Path(); pkg + "." + n.Obj().Name() {
	case "strings.Builder":
		return "pass its String()"
	case "bytes.Buffer":
		return "pass its Bytes()"
	case "container/list.List", "container/ring.Ring":
		return "pass its values in a slice"
	case "sync.Map":
		return "pass its contents in a map, or create it in the compiled cell"
	default:
		if pkg == "sync" || pkg == "sync/atomic" {
			return "a lock or counter of another process protects nothing: declare it in the compiled cell, with what it guards"
		}
	}
	return "create it in the compiled cell, or pass what the cell needs of it"
}

func article(noun string) string {
	if strings.ContainsRune("aeiouAEIOU", rune(noun[0])) {
		return "an " + noun
	}
	return "a " + noun
}

func isError(t types.Type) bool {
	return types.Identical(types.Unalias(t), types.Universe.Lookup("error").Type())
}

// A pair of methods writes and reads the values of a type.
type methods struct{ write, read string }

// marshalled are types of the standard library with unexported fields which their own methods carry whole.
func marshalled(n *types.Named) *methods {
	switch n.Obj().Pkg().Path() + "." + n.Obj().Name() {
	case "time.Time", "net/netip.Addr", "net/netip.AddrPort", "net/netip.Prefix", "net/url.URL",
		"math/rand/v2.PCG", "math/rand/v2.ChaCha8":
		return &methods{"MarshalBinary", "UnmarshalBinary"}
	case "math/big.Int", "math/big.Float", "math/big.Rat":
		return &methods{"GobEncode", "GobDecode"}
	case "regexp.Regexp":
		return &methods{"MarshalText", "UnmarshalText"}
	}
	return nil
}

// refers reports whether a value of type t may share something with another.
func refers(t types.Type) bool { return contains(t, isReference) }

func isReference(t types.Type) bool {
	switch t := t.Underlying().(type) {
	case *types.Pointer, *types.Slice, *types.Map, *types.Chan, *types.Signature, *types.Interface:
		return true
	case *types.Basic:
		return t.Kind() == types.UnsafePointer
	}
	return false
}

// shares reports whether a value of type t may have pointers, whose identity is kept between variables.
func shares(t types.Type) bool {
	return contains(t, func(t types.Type) bool {
		_, pointer := t.Underlying().(*types.Pointer)
		return pointer || types.IsInterface(t)
	})
}

func isMap(t types.Type) bool {
	_, ok := t.Underlying().(*types.Map)
	return ok
}

// contains reports whether a type, or one in it, is one that is looked for.
func contains(t types.Type, is func(types.Type) bool) bool {
	seen := map[string]bool{}
	var search func(types.Type) bool
	search = func(t types.Type) bool {
		t = types.Unalias(t)
		if seen[typeKey(t)] {
			return false
		}
		seen[typeKey(t)] = true
		if n, ok := t.(*types.Named); ok && n.Obj().Pkg() != nil && marshalled(n) != nil {
			return false
		}
		if is(t) {
			return true
		}
		switch u := t.Underlying().(type) {
		case *types.Pointer:
			return search(u.Elem())
		case *types.Slice:
			return search(u.Elem())
		case *types.Array:
			return search(u.Elem())
		case *types.Map:
			return search(u.Key()) || search(u.Elem())
		case *types.Struct:
			for f := range u.Fields() {
				if search(f.Type()) {
					return true
				}
			}
		}
		return false
	}
	return search(t)
}

// typeKey is the same for identical types.
func typeKey(t types.Type) string { return types.TypeString(types.Unalias(t), nil) }
