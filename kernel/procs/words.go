package procs

import (
	"fmt"
	"math"
	"reflect"
	"runtime"
)

// Words are numbers in shared memory, each a word of 64 bits that is read and written whole.
type Words struct{ shared *shared }

// NewWords makes n words, all zero.
func NewWords(n int) *Words {
	if n < 0 {
		panic("procs: a shared array cannot have a negative length")
	}
	return &Words{mustShare("shared array", 8*max(n, 1), 0)}
}

func (a *Words) parts() (*shared, error) { return a.shared, nil }

func (*Words) open(s *shared) (any, error) {
	if len(s.hubs) != 0 || (len(s.region.mem)-headSize)%8 != 0 {
		return nil, &ValueError{"damaged: no shared array"}
	}
	return &Words{s}, nil
}

// Get returns word i of n.
func (a *Words) Get(i, n int) uint64 {
	defer runtime.KeepAlive(a.shared.region)
	return a.shared.region.word64(at(i, n)).Load()
}

// Set sets word i of n.
func (a *Words) Set(i, n int, w uint64) {
	defer runtime.KeepAlive(a.shared.region)
	a.shared.region.word64(at(i, n)).Store(w)
}

func at(i, n int) int {
	if i < 0 || i >= n {
		panic(fmt.Errorf("procs: index out of range [%d] with length %d", i, n))
	}
	return headSize + 8*i
}

// A SharedCounter is a number that several processes share. Each method is one step that no other process comes between;
// a Load and a Store after it are two.
type SharedCounter struct{ words *Words }

// NewSharedCounter makes a counter that is 0.
func NewSharedCounter() *SharedCounter { return &SharedCounter{NewWords(1)} }

func (c *SharedCounter) parts() (*shared, error) { return c.words.shared, nil }

func (*SharedCounter) open(s *shared) (any, error) {
	w, err := (*Words)(nil).open(s)
	if err != nil {
		return nil, err
	}
	return &SharedCounter{w.(*Words)}, nil
}

// Load returns the number.
func (c *SharedCounter) Load() int { return int(c.words.Get(0, 1)) }

// Store sets the number.
func (c *SharedCounter) Store(n int) { c.words.Set(0, 1, uint64(n)) }

// Add adds delta and returns the sum.
func (c *SharedCounter) Add(delta int) int {
	defer runtime.KeepAlive(c.words.shared.region)
	return int(c.words.shared.region.word64(headSize).Add(uint64(delta)))
}

// Bits is the number that pointer points to, as a word.
func Bits(pointer any) uint64 {
	switch p := pointer.(type) {
	case *int:
		return uint64(*p)
	case *float64:
		return math.Float64bits(*p)
	}
	v := number(pointer)
	switch {
	case v.CanInt():
		return uint64(v.Int())
	case v.CanUint():
		return v.Uint()
	}
	return math.Float64bits(v.Float())
}

// SetBits sets the number that pointer points to.
func SetBits(pointer any, w uint64) {
	switch p := pointer.(type) {
	case *int:
		*p = int(w)
		return
	case *float64:
		*p = math.Float64frombits(w)
		return
	}
	v := number(pointer)
	switch {
	case v.CanInt():
		v.SetInt(int64(w))
	case v.CanUint():
		v.SetUint(w)
	default:
		v.SetFloat(math.Float64frombits(w))
	}
}

func number(pointer any) reflect.Value {
	x, _ := this.host().Open(pointer)
	return reflect.ValueOf(x).Elem()
}
