package rt

import (
	"crypto/rand"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"unsafe"
)

//go:generate go run genmethods.go

// shapes makes the types that boxes have in compiled code: a struct type for every session's type, with
// its name and with the standard methods that it has, no more and no fewer, since compiled code asks a
// value what it can do (x.(io.WriterTo)).
type shapes struct {
	name string // makes the types of this run time its own

	mu     sync.Mutex
	groups []table
	made   int
	words  map[string]unsafe.Pointer // types that are names only

	mirrors sync.Mutex
	types   []*Type                   // all that there are
	of      map[reflect.Type]mirrored // by mirror
	main    int32                     // the text of the package's path
}

func newShapes() *shapes { return &shapes{name: rand.Text()} }

// A groupMethod is a method of one of the generated groups.
type groupMethod struct {
	name  string
	group int
}

// build makes a struct type that embeds a group, whose methods package reflect copies into a table of
// the new type, and rewrites that table and the type's text. One method that all boxes have can be hidden.
func (s *shapes) build(name string, methods []groupMethod, hidden string) reflect.Type {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.groups == nil {
		for _, g := range groups() {
			s.groups = append(s.groups, readTable(embedding(g, "weft:pristine")))
		}
	}
	s.made++
	t := embedding(groups()[0], string(s.tag(name)))
	keep := append([]groupMethod(nil), methods...)
	for m := range reflect.TypeFor[B]().Methods() {
		if m.Name != hidden {
			keep = append(keep, groupMethod{m.Name, 0})
		}
	}
	slices.SortFunc(keep, byName)
	own := readTable(t)
	for i, m := range keep {
		own.entries[i] = s.groups[m.group].entry(m.name)
	}
	own.head.methods, own.head.exported = uint16(len(keep)), uint16(len(keep))
	rename(t, name)

	var got, want []string
	for m := range t.Methods() {
		got = append(got, m.Name)
	}
	for _, m := range keep {
		want = append(want, m.name)
	}
	if !slices.Equal(got, want) || t.String() != name {
		panic(fmt.Sprintf("rt: this Go release keeps methods in another way: %v with %v, want %v with %v", t, got, name, want))
	}
	return t
}

func byName(a, b groupMethod) int { return strings.Compare(a.name, b.name) }

// embedding is a struct type that embeds group, different for every tag.
func embedding(group reflect.Type, tag string) reflect.Type {
	return reflect.StructOf([]reflect.StructField{{Name: "Group", Type: group, Anonymous: true, Tag: reflect.StructTag(tag)}})
}

// A table is the method table of a struct type: names, types and code as offsets that stay valid in
// every other type which package reflect has made.
type table struct {
	names   []string
	head    *tableHead
	entries []tableEntry
}

func (t table) entry(name string) tableEntry {
	i, _ := slices.BinarySearch(t.names, name)
	return t.entries[i]
}

// readTable finds the method table of a struct type that package reflect has made.
func readTable(t reflect.Type) table {
	r := table{}
	for m := range t.Methods() {
		r.names = append(r.names, m.Name)
	}
	layout := reflect.ValueOf(t).UnsafePointer()
	r.head = (*tableHead)(unsafe.Add(layout, unsafe.Sizeof(structLayout{})))
	if int(r.head.methods) != len(r.names) || r.head.exported != r.head.methods {
		panic("rt: this Go release keeps methods in another way")
	}
	r.entries = unsafe.Slice((*tableEntry)(unsafe.Add(unsafe.Pointer(r.head), r.head.offset)), len(r.names))
	return r
}

// shape is the type of t's boxes.
func (t *Type) shape() reflect.Type { return t.shapeFor(&t.boxType, "") }

// logShape is the type of the boxes of errors in log records, which do not encode themselves.
func (t *Type) logShape() reflect.Type { return t.shapeFor(&t.logType, "MarshalJSON") }

// shapeFor is *kept, which it sets if there is none yet.
func (t *Type) shapeFor(kept *reflect.Type, hidden string) reflect.Type {
	t.mu.RLock()
	s := *kept
	t.mu.RUnlock()
	if s != nil {
		return s
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	var methods []groupMethod
	for name, fn := range t.methods {
		if g := groupOf(name, fn); g >= 0 {
			methods = append(methods, groupMethod{name, g})
		}
	}
	slices.SortFunc(methods, byName)
	*kept = t.shapes.build(t.Name, methods, hidden)
	return *kept
}

// funcOf is method for a method that is there: a box has only those of its type. The zero value of a
// shape, which package flag asks for its text, is of no type.
func funcOf[F any](t *Type, name string) F {
	if t == nil {
		if none, ok := any(func(any) string { return "" }).(F); ok {
			return none
		}
	}
	f, _ := method[F](t, name)
	return f
}
