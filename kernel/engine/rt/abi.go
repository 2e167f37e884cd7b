package rt

import (
	"fmt"
	"reflect"
	"strings"
	"unsafe"
)

//lint:file-ignore U1000 the layouts are written down whole, what is used of them or not

// What package reflect and the run time keep about types, as in package internal/abi of Go 1.26. The tests of
// shapes and mirrors fail if a release of Go changes it.
type (
	typeHead struct { // abi.Type
		size, pointers                 uintptr
		hash                           uint32
		flags, align, fieldAlign, kind uint8
		equal                          func(unsafe.Pointer, unsafe.Pointer) bool
		gcData                         *byte
		text, toThis                   int32
	}
	structLayout struct {
		typeHead
		pkgPath *byte
		fields  []fieldLayout
	}
	fieldLayout struct {
		name   *byte
		typ    unsafe.Pointer
		offset uintptr
	}
	pointerLayout struct { // of pointers and slices
		typeHead
		elem unsafe.Pointer
	}
	arrayLayout struct {
		typeHead
		elem, slice unsafe.Pointer
		length      uintptr
	}
	chanLayout struct {
		typeHead
		elem unsafe.Pointer
		dir  int
	}
	mapLayout struct {
		typeHead
		key, elem, group             unsafe.Pointer
		hasher                       func(unsafe.Pointer, uintptr) uintptr
		groupSize, slotSize, elemOff uintptr
		flags                        uint32
	}
	funcLayout struct {
		typeHead
		in, out uint16 // the highest bit of out: variadic
	}
	interfaceLayout struct {
		typeHead
		pkgPath *byte
		methods []struct{ name, typ int32 }
	}
	tableHead struct { // abi.UncommonType
		pkgPath           int32
		methods, exported uint16
		offset            uint32 // of the entries, from here
		_                 uint32
	}
	tableEntry struct{ name, typ, ifn, tfn int32 } // abi.Method
)

// Flags of a typeHead, and of a field's name.
const (
	hasTable, extraStar, hasName = 1 << 0, 1 << 1, 1 << 2
	isEmbedded, hasTag           = 1 << 3, 1 << 1
)

const maxParams = 32

// A shell is the memory of a type with a name.
type shell[L any] struct {
	layout L
	table  tableHead
	params [maxParams]unsafe.Pointer // of a function
}

// newShell is a type with the name of t and the layout of from, whose own layout is an L.
func newShell[L any](s *shapes, t *Type, from reflect.Type) reflect.Type {
	var x any
	*(*unsafe.Pointer)(unsafe.Pointer(&x)) = unsafe.Pointer(new(shell[L]))
	m := reflect.TypeOf(x)
	fillShell[L](s, t, m, from)
	return m
}

func fillShell[L any](s *shapes, t *Type, m, from reflect.Type) {
	own := (*shell[L])(reflect.ValueOf(m).UnsafePointer())
	source := reflect.ValueOf(from).UnsafePointer()
	own.layout = *(*L)(source)
	head := (*typeHead)(unsafe.Pointer(own))
	if from.Kind() == reflect.Func {
		copyParams(unsafe.Slice(&own.params[0], maxParams), source, from, head.flags&hasTable != 0)
	}
	head.text, head.toThis = s.textOf(t.Name), 0
	head.flags = head.flags&^(extraStar|hasName) | hasTable
	if t.Named {
		head.flags |= hasName
	}
	if s.main == 0 {
		s.main = s.textOf("main")
	}
	own.table = tableHead{pkgPath: s.main}
}

func copyParams(to []unsafe.Pointer, source unsafe.Pointer, from reflect.Type, table bool) {
	n := from.NumIn() + from.NumOut()
	if n > len(to) {
		panic("rt: a function type with too many parameters for reflection")
	}
	at := unsafe.Sizeof(funcLayout{})
	if table {
		at += unsafe.Sizeof(tableHead{})
	}
	copy(to, unsafe.Slice((*unsafe.Pointer)(unsafe.Add(source, at)), n))
}

// textOf is a text as types refer to it.
func (s *shapes) textOf(text string) int32 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return (*typeHead)(reflect.ValueOf(s.text(text)).UnsafePointer()).text
}

// text makes a type whose text is the given one, with s.mu locked.
func (s *shapes) text(text string) reflect.Type {
	s.made++
	t := reflect.StructOf([]reflect.StructField{{Name: "T", Type: reflect.TypeFor[int](), Tag: s.tag(text)}})
	rename(t, text)
	return t
}

// tag makes a struct type one of a kind, with a text that is longer than the one that it will get.
func (s *shapes) tag(text string) reflect.StructTag {
	return reflect.StructTag(fmt.Sprintf("%s %d %s", s.name, s.made, strings.Repeat(" ", len(text)+maxShort)))
}

// embeddedName is a copy of a field's name that says that the field is embedded.
func embeddedName(name *byte) *byte {
	at := func(i int) byte { return *(*byte)(unsafe.Add(unsafe.Pointer(name), i)) }
	end := 1
	length := func() {
		n, shift := 0, 0
		for {
			b := at(end)
			end++
			n |= int(b&0x7f) << shift
			if shift += 7; b < 0x80 {
				break
			}
		}
		end += n
	}
	length()
	if at(0)&hasTag != 0 {
		length()
	}
	c := append([]byte(nil), unsafe.Slice(name, end)...)
	c[0] |= isEmbedded
	return &c[0]
}

// maxShort is the length from which on a text needs two bytes for its length, and maxLong three.
const maxShort, maxLong = 1 << 7, 1 << 14

// rename writes a text over that of t, a type that package reflect has made, which is longer and has
// two bytes of length.
func rename(t reflect.Type, name string) {
	if len(name) >= maxLong {
		name = name[:maxLong-1]
	}
	data := unsafe.StringData(t.String())
	length := unsafe.Slice((*byte)(unsafe.Add(unsafe.Pointer(data), -2)), 2)
	length[0], length[1] = byte(len(name))|maxShort, byte(len(name)>>7)
	copy(unsafe.Slice(data, len(name)), name)
}
