package main

import (
	"cmp"
	"crypto/hkdf"
	"crypto/pbkdf2"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash/maphash"
	"io/fs"
	"iter"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"sync"
	"sync/atomic"
	"time"
	"unique"
)

// Every generic function and type of the standard library outside of package slices.

type level float64

type station struct {
	name string
	tide level
}

type tideError struct{ at string }

func (e *tideError) Error() string { return "no tide at " + e.at }

func main() {
	ordered()
	tables()
	sequences()
	onces()
	pointers()
	failures()
	others()
}

func ordered() {
	fmt.Println(cmp.Compare(1, 2), cmp.Compare("b", "a"), cmp.Compare(math.NaN(), 1), cmp.Compare(math.NaN(), math.NaN()), cmp.Compare(level(2), 2))
	fmt.Println(cmp.Less(1, 2), cmp.Less(math.NaN(), 1), cmp.Less("b", "a"))
	fmt.Println(cmp.Or("", "b", "c"), cmp.Or(0, 0), cmp.Or(station{}, station{"A", 1}).name)
	fmt.Println(min(3, 1, 2), max(2.5, 1), min("b", "a"), max(level(1), 2))
}

func tables() {
	m := map[string]level{"A": 1, "B": 2, "C": 3}
	fmt.Println(slices.Sorted(maps.Keys(m)), slices.Sorted(maps.Values(m)))
	sum := level(0)
	for k, v := range maps.All(m) {
		if k != "B" {
			sum += v
		}
	}
	c := maps.Clone(m)
	c["A"] = 9
	fmt.Println(sum, m["A"], c["A"], maps.Clone(map[int]int(nil)) == nil)
	maps.Copy(c, map[string]level{"D": 4})
	maps.DeleteFunc(c, func(k string, v level) bool { return v > 3 })
	fmt.Println(c, maps.Equal(m, c), maps.Equal(c, map[string]level{"B": 2, "C": 3}))
	fmt.Println(maps.EqualFunc(map[int]string{1: "a"}, map[int]int{1: 1}, func(s string, n int) bool { return len(s) == n }))
	got := maps.Collect(slices.All([]string{"x", "y"}))
	maps.Insert(got, maps.All(map[int]string{7: "z"}))
	fmt.Println(got, len(got))
	stations := map[station]int{{"A", 1}: 1, {"B", 2}: 2}
	for s := range maps.Keys(stations) {
		delete(stations, s)
		break
	}
	fmt.Println(len(stations))
}

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		defer fmt.Print("|")
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func pairs(n int) iter.Seq2[int, station] {
	return func(yield func(int, station) bool) {
		for i := range count(n) {
			if !yield(i, station{fmt.Sprint("s", i), level(i)}) {
				return
			}
		}
	}
}

func sequences() {
	for i := range count(5) {
		if i == 2 {
			break
		}
		fmt.Print(i, " ")
	}
	for i, s := range pairs(2) {
		fmt.Print(i, s.name, " ")
	}
	next, stop := iter.Pull(count(3))
	fmt.Print(next())
	fmt.Print(next())
	stop()
	fmt.Println(next())
	next2, stop2 := iter.Pull2(pairs(1))
	i, s, ok := next2()
	fmt.Print(i, s, ok)
	i, s, ok = next2()
	fmt.Println(i, s, ok)
	stop2()
}

func onces() {
	n := 0
	f := sync.OnceFunc(func() { n++ })
	value := sync.OnceValue(func() station { n += 10; return station{"A", 1} })
	values := sync.OnceValues(func() (int, error) { n += 100; return n, errors.New("told once") })
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() { f(); value(); values() })
	}
	wg.Wait()
	v, err := values()
	fmt.Println(n, value(), v >= 100, err)
	bad := sync.OnceFunc(func() { panic("at the first call") })
	for range 2 {
		func() {
			defer func() { fmt.Println("recovered:", recover()) }()
			bad()
		}()
	}
}

func pointers() {
	var p atomic.Pointer[station]
	fmt.Println(p.Load() == nil)
	a, b := &station{"A", 1}, &station{"B", 2}
	p.Store(a)
	fmt.Println(p.Load().name, p.Swap(b).name, p.CompareAndSwap(a, b), p.CompareAndSwap(b, a), p.Load().name)
	type box struct{ at atomic.Pointer[int] }
	var x box
	n := 5
	x.at.Store(&n)
	fmt.Println(*x.at.Load())
}

func failures() {
	err := fmt.Errorf("asked: %w", &tideError{"A"})
	if e, ok := errors.AsType[*tideError](err); ok {
		fmt.Println(e.at, e)
	}
	_, ok := errors.AsType[*fs.PathError](err)
	_, openErr := os.Open("/does/not/exist")
	pe, ok2 := errors.AsType[*fs.PathError](openErr)
	fmt.Println(ok, ok2, pe.Op)
}

func others() {
	fmt.Println(rand.N(1), rand.N(10*time.Second) < 10*time.Second, rand.N(int8(3)) < 3)
	fmt.Println(reflect.TypeFor[int](), reflect.TypeFor[error](), reflect.TypeFor[map[string][]byte]())
	v, ok := reflect.TypeAssert[int](reflect.ValueOf(3))
	fmt.Println(v, ok)
	_, ok = reflect.TypeAssert[string](reflect.ValueOf(3))
	fmt.Println(ok)
	a, b := unique.Make("tide"), unique.Make("ti"+"de")
	var h unique.Handle[string] = a
	fmt.Println(a == b, h.Value(), unique.Make(3) == unique.Make(4))
	seed := maphash.MakeSeed()
	fmt.Println(maphash.Comparable(seed, "a") == maphash.Comparable(seed, "a"), maphash.Comparable(seed, 1) == maphash.Comparable(seed, 2))
	var mh maphash.Hash
	mh.SetSeed(seed)
	maphash.WriteComparable(&mh, 5)
	fmt.Println(mh.Sum64() != 0)
	key, err := pbkdf2.Key(sha256.New, "password", []byte("salt"), 2, 8)
	fmt.Printf("%x %v\n", key, err)
	prk, err := hkdf.Extract(sha256.New, []byte("secret"), []byte("salt"))
	fmt.Printf("%x %v\n", prk[:4], err)
	okm, err := hkdf.Expand(sha256.New, prk, "info", 6)
	fmt.Printf("%x %v\n", okm, err)
	okm, err = hkdf.Key(sha256.New, []byte("secret"), []byte("salt"), "info", 6)
	fmt.Printf("%x %v\n", okm, err)
}
