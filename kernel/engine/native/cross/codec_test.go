package cross

import (
	"errors"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// everything has a field per method of Writer and Reader.
type everything struct {
	Bool       bool
	Int        int
	Int8       int8
	Int16      int16
	Int32      int32
	Int64      int64
	Uint       uint
	Uint8      uint8
	Uint16     uint16
	Uint32     uint32
	Uint64     uint64
	Float32    float32
	Float64    float64
	Complex64  complex64
	Complex128 complex128
	Text       string
	Bytes      []byte

	Bools       []bool
	Ints        []int
	Int8s       []int8
	Int16s      []int16
	Int32s      []int32
	Int64s      []int64
	Uints       []uint
	Uint16s     []uint16
	Uint32s     []uint32
	Uint64s     []uint64
	Float32s    []float32
	Float64s    []float64
	Complex64s  []complex64
	Complex128s []complex128
	Texts       []string

	TextText     map[string]string
	TextInt      map[string]int
	TextFloat64  map[string]float64
	TextBool     map[string]bool
	IntText      map[int]string
	IntInt       map[int]int
	IntFloat64   map[int]float64
	IntBool      map[int]bool
	Int32Text    map[int32]string
	Int32Int     map[int32]int
	Int32Float64 map[int32]float64
	Int32Bool    map[int32]bool
}

func putEverything(w *Writer, v everything) {
	w.Bool(v.Bool)
	w.Int(v.Int)
	w.Int8(v.Int8)
	w.Int16(v.Int16)
	w.Int32(v.Int32)
	w.Int64(v.Int64)
	w.Uint(v.Uint)
	w.Uint8(v.Uint8)
	w.Uint16(v.Uint16)
	w.Uint32(v.Uint32)
	w.Uint64(v.Uint64)
	w.Float32(v.Float32)
	w.Float64(v.Float64)
	w.Complex64(v.Complex64)
	w.Complex128(v.Complex128)
	w.Text(v.Text)
	w.Bytes(v.Bytes)
	w.Bools(v.Bools)
	w.Ints(v.Ints)
	w.Int8s(v.Int8s)
	w.Int16s(v.Int16s)
	w.Int32s(v.Int32s)
	w.Int64s(v.Int64s)
	w.Uints(v.Uints)
	w.Uint16s(v.Uint16s)
	w.Uint32s(v.Uint32s)
	w.Uint64s(v.Uint64s)
	w.Float32s(v.Float32s)
	w.Float64s(v.Float64s)
	w.Complex64s(v.Complex64s)
	w.Complex128s(v.Complex128s)
	w.Texts(v.Texts)
	w.MapTextText(v.TextText)
	w.MapTextInt(v.TextInt)
	w.MapTextFloat64(v.TextFloat64)
	w.MapTextBool(v.TextBool)
	w.MapIntText(v.IntText)
	w.MapIntInt(v.IntInt)
	w.MapIntFloat64(v.IntFloat64)
	w.MapIntBool(v.IntBool)
	w.MapInt32Text(v.Int32Text)
	w.MapInt32Int(v.Int32Int)
	w.MapInt32Float64(v.Int32Float64)
	w.MapInt32Bool(v.Int32Bool)
}

func getEverything(r *Reader) everything {
	return everything{
		r.Bool(), r.Int(), r.Int8(), r.Int16(), r.Int32(), r.Int64(),
		r.Uint(), r.Uint8(), r.Uint16(), r.Uint32(), r.Uint64(),
		r.Float32(), r.Float64(), r.Complex64(), r.Complex128(), r.Text(), r.Bytes(),
		r.Bools(), r.Ints(), r.Int8s(), r.Int16s(), r.Int32s(), r.Int64s(),
		r.Uints(), r.Uint16s(), r.Uint32s(), r.Uint64s(),
		r.Float32s(), r.Float64s(), r.Complex64s(), r.Complex128s(), r.Texts(),
		r.MapTextText(), r.MapTextInt(), r.MapTextFloat64(), r.MapTextBool(),
		r.MapIntText(), r.MapIntInt(), r.MapIntFloat64(), r.MapIntBool(),
		r.MapInt32Text(), r.MapInt32Int(), r.MapInt32Float64(), r.MapInt32Bool(),
	}
}

func TestEverythingRoundTrips(t *testing.T) {
	generate := rapid.MakeCustom[everything](rapid.MakeConfig{Types: map[reflect.Type]*rapid.Generator[any]{
		reflect.TypeFor[complex64](): rapid.Custom(func(t *rapid.T) complex64 {
			return complex(rapid.Float32().Draw(t, "re"), rapid.Float32().Draw(t, "im"))
		}).AsAny(),
		reflect.TypeFor[complex128](): rapid.Custom(func(t *rapid.T) complex128 {
			return complex(rapid.Float64().Draw(t, "re"), rapid.Float64().Draw(t, "im"))
		}).AsAny(),
	}})
	rapid.Check(t, func(t *rapid.T) {
		want := generate.Draw(t, "value")
		w := NewWriter()
		w.Var("all")
		putEverything(w, want)
		sealed, err := w.Seal()
		if err != nil {
			t.Fatal(err)
		}
		r := Open(sealed)
		r.Var("all")
		got := getEverything(r)
		if err := r.End(); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, got, cmpopts.EquateNaNs()); d != "" {
			t.Fatalf("-written +read:\n%s", d)
		}
		// No part of it is believed for the whole.
		cut := rapid.IntRange(0, len(sealed)-1).Draw(t, "cut")
		if r := Open(sealed[:cut]); r.Err() == nil {
			t.Fatalf("the first %d of %d bytes were opened", cut, len(sealed))
		}
		r = NewReader(w.Encoded()[:max(0, min(cut, len(w.Encoded())-1))])
		r.Var("all")
		getEverything(r)
		if r.End() == nil {
			t.Fatalf("a part of %d bytes was read", len(w.Encoded()))
		}
	})
}

func TestNilAndEmptyDiffer(t *testing.T) {
	w := NewWriter()
	putEverything(w, everything{})
	empty := everything{Bytes: []byte{}, Ints: []int{}, Texts: []string{}, TextInt: map[string]int{}}
	putEverything(w, empty)
	r := NewReader(w.Encoded())
	for _, want := range []everything{{}, empty} {
		if d := cmp.Diff(want, getEverything(r)); d != "" {
			t.Errorf("-written +read:\n%s", d)
		}
	}
}

func TestBitsOfFloats(t *testing.T) {
	for _, bits := range []uint64{0x7ff8000000000001, 0x7ff0000000000abc, 1 << 63, 1, math.Float64bits(math.Inf(-1))} {
		w := NewWriter()
		w.Float64(math.Float64frombits(bits))
		w.Float64s([]float64{math.Float64frombits(bits)})
		r := NewReader(w.Encoded())
		if got := math.Float64bits(r.Float64()); got != bits {
			t.Errorf("%x became %x", bits, got)
		}
		if got := math.Float64bits(r.Float64s()[0]); got != bits {
			t.Errorf("%x in a slice became %x", bits, got)
		}
	}
}

type node struct {
	value int
	next  *node
}

func putNode(w *Writer, p *node) {
	if p == nil {
		w.Nil()
	} else if w.Pointer(p) {
		w.Int(p.value)
		putNode(w, p.next)
		w.Leave()
	}
}

func getNode(r *Reader) *node {
	id, first := r.Pointer()
	if !first {
		p, ok := r.Known(id).(*node)
		if !ok && id != 0 {
			r.Fail("another type")
		}
		return p
	}
	p := new(node)
	r.Keep(id, p)
	*p = node{r.Int(), getNode(r)}
	r.Leave()
	return p
}

func TestPointersKeepTheirIdentity(t *testing.T) {
	a := &node{value: 1}
	b := &node{2, a}
	a.next = b
	w := NewWriter()
	for _, p := range []*node{a, nil, b, a, {value: 3}} {
		putNode(w, p)
	}
	r := NewReader(w.Encoded())
	var got [5]*node
	for i := range got {
		got[i] = getNode(r)
	}
	if err := r.End(); err != nil {
		t.Fatal(err)
	}
	if got[0] != got[3] || got[0].next != got[2] || got[2].next != got[0] || got[1] != nil || got[4].next != nil {
		t.Errorf("the ring came back as %v", got)
	}
	if got[0].value != 1 || got[2].value != 2 || got[4].value != 3 {
		t.Errorf("values %v", got)
	}
}

func TestDepth(t *testing.T) {
	list := func(n int) (first *node) {
		for i := range n {
			first = &node{i, first}
		}
		return first
	}
	w := NewWriter()
	putNode(w, list(MaxDepth))
	if err := w.Err(); err != nil {
		t.Errorf("a list of %d: %v", MaxDepth, err)
	}
	r := NewReader(w.Encoded())
	if getNode(r); r.End() != nil {
		t.Errorf("a list of %d: %v", MaxDepth, r.Err())
	}
	w = NewWriter()
	w.Var("list")
	putNode(w, list(MaxDepth+1))
	if err := w.Err(); err == nil || !strings.HasPrefix(err.Error(), "list: it is nested more than") {
		t.Errorf("a longer list: %v", err)
	}
	// A stream that claims to be deeper, one byte and a number per level.
	var deep []byte
	for range MaxDepth + 1 {
		deep = append(deep, 1, 0, 0, 0, 0, 0, 0, 0, 0)
	}
	r = NewReader(deep)
	if getNode(r); r.Err() == nil {
		t.Error("a stream that is too deep was read")
	}
}

func TestErrorValues(t *testing.T) {
	w := NewWriter()
	list := []error{nil, io.EOF, fmt.Errorf("open: %w", io.EOF), errors.New("")}
	for _, k := range known() {
		list = append(list, k)
	}
	for _, err := range list {
		w.ErrorValue(err)
	}
	r := NewReader(w.Encoded())
	for i, want := range list {
		got := r.ErrorValue()
		if fmt.Sprint(got) != fmt.Sprint(want) || (got == want) != (i != 2 && i != 3) {
			t.Errorf("%#v became %#v", want, got)
		}
	}
	if err := r.End(); err != nil {
		t.Error(err)
	}
	w.Var("v")
	w.ErrorValue((*badError)(nil))
	if err := w.Err(); err == nil || err.Error() != "v: its method Error panics" {
		t.Errorf("an error whose method panics: %v", err)
	}
}

type badError struct{ text string }

func (b *badError) Error() string { return b.text }

func TestMarshal(t *testing.T) {
	want := time.Date(2026, 3, 4, 5, 6, 7, 8, time.UTC)
	w := NewWriter()
	w.Marshal(want.MarshalBinary)
	w.Marshal(func() ([]byte, error) { return nil, errors.New("no") })
	if w.Err() == nil {
		t.Error("a method's error is lost")
	}
	var got time.Time
	r := NewReader(w.Encoded())
	r.Unmarshal(got.UnmarshalBinary)
	if err := r.End(); err != nil || got != want {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "variables")
	w := NewWriter()
	w.Var("x")
	w.Int(7)
	if err := Save(path, w); err != nil {
		t.Fatal(err)
	}
	r := Load(path)
	r.Var("y")
	r.Int()
	if err := r.End(); err == nil || !strings.Contains(err.Error(), "variable y was expected") {
		t.Errorf("x read as y: %v", err)
	}
	if r := Load(path + "2"); r.Err() == nil {
		t.Error("a file that does not exist was opened")
	}
}
