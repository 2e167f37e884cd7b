package spawn

import (
	"go/types"
	"strings"
)

// A barrier is why values of a type cannot cross: where in a value the thing is, what it is, and what to do.
type barrier struct{ path, what, instead string }

func (b *barrier) String() string { return b.path + " is " + b.what }

// barrier looks for what cannot cross in a type; path is what has the type. Shared objects cross where they are
// arguments.
func (l *look) barrier(t types.Type, path string, argument bool) *barrier {
	s := &search{pkg: l.unit.Pkg, argument: argument, seen: map[string]bool{}}
	return s.typ(t, path)
}

type search struct {
	pkg      *types.Package
	argument bool
	seen     map[string]bool
}

func (s *search) typ(t types.Type, path string) *barrier {
	t = types.Unalias(t)
	if key := types.TypeString(t, nil); s.seen[key] {
		return nil
	} else {
		s.seen[key] = true
	}
	if n, ok := t.(*types.Named); ok {
		if b, done := s.named(n, path); done {
			return b
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Chan:
		return &barrier{path, "a channel", "use a procs.Queue or a procs.Pipe, which go from process to process"}
	case *types.Signature:
		return &barrier{path, "a function value", "declare the function with func and call it by its name"}
	case *types.Basic:
		if u.Kind() == types.UnsafePointer || u.Kind() == types.Uintptr {
			return &barrier{path, "an address of this process", "pass what it points to"}
		}
	case *types.Interface:
		if _, ok := t.(*types.TypeParam); ok {
			return &barrier{path, "of a type that is a type parameter", "write it for one type"}
		}
		return &barrier{path, "an interface, and what stands behind it cannot leave its process", "use a type that is no interface"}
	case *types.Pointer:
		if strings.Contains(path, " ") { // words, not an expression
			return s.typ(u.Elem(), path)
		}
		return s.typ(u.Elem(), "*"+path)
	case *types.Slice:
		return s.typ(u.Elem(), path+"[i]")
	case *types.Array:
		return s.typ(u.Elem(), path+"[i]")
	case *types.Map:
		if b := s.typ(u.Key(), "a key of "+path); b != nil {
			return b
		}
		return s.typ(u.Elem(), path+"[k]")
	case *types.Struct:
		for f := range u.Fields() {
			if f.Name() == "_" {
				continue
			}
			if b := s.typ(f.Type(), strings.TrimPrefix(path, "*")+"."+f.Name()); b != nil {
				return b
			}
		}
	}
	return nil
}

// named decides about types with a name, if that is enough to know.
func (s *search) named(n *types.Named, path string) (b *barrier, done bool) {
	o := n.Obj()
	switch {
	case o.Pkg() == nil:
		return nil, o.Name() == "error"
	case o.Pkg() == s.pkg:
		if o.Parent() != s.pkg.Scope() {
			return &barrier{path, "of type " + o.Name() + ", which is declared inside of a function", "declare the type at the top level of a cell"}, true
		}
		return s.recursive(n, path)
	case o.Pkg().Path() == Path:
		return s.ours(o.Name(), path), true
	case encodesItself(o.Pkg().Path() + "." + o.Name()):
		return nil, true
	}
	what := article(o.Pkg().Name() + "." + o.Name())
	if !o.Exported() {
		return &barrier{path, what + ", which is private to its package", "pass what is needed of it"}, true
	}
	switch u := n.Underlying().(type) {
	case *types.Interface:
		return &barrier{path, what + ", and what stands behind it cannot leave its process", remedy(o)}, true
	case *types.Struct:
		for f := range u.Fields() {
			if !f.Exported() {
				return &barrier{path, what, remedy(o)}, true
			}
		}
	}
	return nil, false
}

// recursive refuses types that contain themselves without a struct: interpreted code holds them in another way.
func (s *search) recursive(n *types.Named, path string) (*barrier, bool) {
	switch n.Underlying().(type) {
	case *types.Slice, *types.Array, *types.Map, *types.Pointer:
		if leadsTo(n.Underlying(), n, map[*types.Named]bool{}) {
			return &barrier{path, "of type " + n.Obj().Name() + ", which contains itself", "put it into a struct: type " + n.Obj().Name() + " struct { ... }"}, true
		}
	}
	return nil, false
}

// leadsTo reports whether t contains n, other than through structs with a name.
func leadsTo(t types.Type, n *types.Named, seen map[*types.Named]bool) bool {
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		if t == n {
			return true
		}
		if _, ok := t.Underlying().(*types.Struct); ok || seen[t] {
			return false
		}
		seen[t] = true
		return leadsTo(t.Underlying(), n, seen)
	case *types.Pointer:
		return leadsTo(t.Elem(), n, seen)
	case *types.Slice:
		return leadsTo(t.Elem(), n, seen)
	case *types.Array:
		return leadsTo(t.Elem(), n, seen)
	case *types.Map:
		return leadsTo(t.Key(), n, seen) || leadsTo(t.Elem(), n, seen)
	case *types.Struct:
		for f := range t.Fields() {
			if leadsTo(f.Type(), n, seen) {
				return true
			}
		}
	}
	return false
}

// ours decides about the types of package procs.
func (s *search) ours(name, path string) *barrier {
	switch name {
	case "Queue", "End", "SharedArray", "SharedCounter", "Lock", "Semaphore":
		if s.argument {
			return nil
		}
		return &barrier{path, "a procs." + name + ", which crosses as an argument only", "make it before the call, and pass it as an argument"}
	}
	return &barrier{path, "a procs." + name, "start and wait for processes where they are needed"}
}

// encodesItself are types of the standard library whose own methods carry them whole; package procs has the same list.
func encodesItself(name string) bool {
	switch name {
	case "time.Time", "math/big.Int", "math/big.Float", "math/big.Rat", "net/netip.Addr", "net/netip.AddrPort", "net/netip.Prefix",
		"net/url.URL", "regexp.Regexp", "math/rand/v2.PCG", "math/rand/v2.ChaCha8":
		return true
	}
	return false
}

func article(noun string) string {
	if strings.ContainsRune("aeiouAEIOU", rune(noun[0])) {
		return "an " + noun
	}
	return "a " + noun
}

// remedy is what to do about types that people want to pass.
func remedy(o *types.TypeName) string {
	switch pkg := o.Pkg().Path(); pkg + "." + o.Name() {
	case "sync.Mutex", "sync.RWMutex", "sync.Locker":
		return "a lock of another process protects nothing: use a procs.Lock"
	case "sync.WaitGroup":
		return "wait for processes with their method Wait"
	case "context.Context":
		return "end the process with its method Until(ctx), or pass a deadline as a time.Time"
	case "strings.Builder":
		return "pass its String()"
	case "bytes.Buffer":
		return "pass its Bytes()"
	default:
		if pkg == "sync/atomic" {
			return "a number of another process is another number: use a procs.SharedCounter"
		}
	}
	return "make it in the function, or pass what is needed of it"
}
