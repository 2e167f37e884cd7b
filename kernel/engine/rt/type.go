package rt

import (
	"reflect"
	"sync"
)

// A Type describes a type of the session, or one made of such types. Its address is the type's
// identity: the interpreter has the same layout for all types of equal structure.
type Type struct {
	Name  string // as package reflect would print it, "main.Point"
	Kind  string // "struct", "ptr", "slice", "array", "map", "chan", "func", "interface", or a basic type
	Named bool   // has a name of its own, and may have methods

	shapes    *shapes
	elem, key *Type        // nil: a type that needs no descriptor
	ptr       *Type        // a pointer to this, if that has methods that encode or decode
	layout    reflect.Type // of a type in a cycle of types, which fields hold as interface{}
	fields    []field
	params    []*Type // of a function
	results   []*Type

	mu      sync.RWMutex
	has     map[string]string // method name -> name and signature, also of methods that compiled code cannot call
	methods map[string]any    // method name -> func(receiver any, ...), with the signature's own types
	json    []jsonField       // nil: not computed
	boxType reflect.Type      // nil: not computed since the last method was set
	logType reflect.Type      // the same
	mirror  reflect.Type      // what reflection shows, nil until it is asked for; see mirror.go
}

type field struct {
	name, tag          string
	exported, embedded bool
	typ                *Type
}

// NewType returns a descriptor without parts and methods.
func (r *RT) NewType(name, kind string, named bool) *Type {
	r.shapes.mirrors.Lock()
	defer r.shapes.mirrors.Unlock()
	return r.shapes.newType(name, kind, named)
}

// newType is NewType with s.mirrors locked.
func (s *shapes) newType(name, kind string, named bool) *Type {
	t := &Type{Name: name, Kind: kind, Named: named, shapes: s, has: map[string]string{}, methods: map[string]any{}}
	s.types = append(s.types, t)
	return t
}

// SetElem sets what a pointer, slice, array or map holds; nil for a type without descriptor.
func (t *Type) SetElem(e *Type) { t.elem = e }

// SetKey sets the key type of a map.
func (t *Type) SetKey(k *Type) { t.key = k }

// AddField appends a struct field.
func (t *Type) AddField(name, tag string, exported, embedded bool, typ *Type) {
	t.fields = append(t.fields, field{name, tag, exported, embedded, typ})
}

// SetPointer sets the type of pointers to this.
func (t *Type) SetPointer(p *Type) { t.ptr = p }

// SetLayout sets what a field holds that is an interface{} for the interpreter; zero is any such value.
func (t *Type) SetLayout(zero any) { t.layout = reflect.TypeOf(zero) }

// AddParam appends the type of a function's parameter.
func (t *Type) AddParam(p *Type) { t.params = append(t.params, p) }

// AddResult appends the type of a function's result.
func (t *Type) AddResult(r *Type) { t.results = append(t.results, r) }

// HasMethod notes that the type has a method, by its name and its name with signature.
func (t *Type) HasMethod(name, key string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.has[name] = key
	t.boxType, t.logType = nil, nil
}

// SetMethod sets the function that a method of this type was lowered to; its first parameter is the
// receiver as an interface{}.
func (t *Type) SetMethod(name string, fn any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.methods[name] = fn
	t.boxType, t.logType = nil, nil
}

// method returns the function of a method with the type F, if the type has it.
func method[F any](t *Type, name string) (F, bool) {
	t.mu.RLock()
	defer t.mu.RUnlock()
	f, ok := t.methods[name].(F)
	return f, ok
}

func (t *Type) hasKey(name, key string) bool {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.has[name] == key
}

func (t *Type) hasMethod(name string) bool {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.has[name] != ""
}
