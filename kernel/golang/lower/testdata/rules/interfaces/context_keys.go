package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

type key int

const (
	a key = iota
	b
)

type key2 int
type strKey string
type structKey struct {
	n string
	i int
}
type ptrKey struct{ name string }

var pk1, pk2 = &ptrKey{"x"}, &ptrKey{"x"}

type myCtx struct {
	context.Context
	extra map[any]any
}

func (m myCtx) Value(k any) any {
	if v, ok := m.extra[k]; ok {
		return v
	}
	return m.Context.Value(k)
}

type never struct{}

func (never) Deadline() (time.Time, bool) { return time.Time{}, false }
func (never) Done() <-chan struct{}       { return nil }
func (never) Err() error                  { return nil }
func (never) Value(any) any               { return "never" }

type User struct{ Name string }

func From(ctx context.Context) (*User, bool) { u, ok := ctx.Value(pk1).(*User); return u, ok }
func main() {
	ctx := context.WithValue(context.Background(), a, 1)
	ctx = context.WithValue(ctx, b, 2)
	ctx = context.WithValue(ctx, key2(0), 3)
	ctx = context.WithValue(ctx, strKey("a"), "s")
	ctx = context.WithValue(ctx, structKey{"q", 1}, []int{1})
	ctx = context.WithValue(ctx, pk1, &User{"bob"})
	fmt.Println(ctx.Value(a), ctx.Value(b), ctx.Value(key2(0)), ctx.Value(key2(1)), ctx.Value(0), ctx.Value("a"), ctx.Value(strKey("a")), ctx.Value(structKey{"q", 1}), ctx.Value(structKey{"q", 2}), ctx.Value(pk2))
	u, ok := From(ctx)
	fmt.Println(u.Name, ok)
	mc := myCtx{ctx, map[any]any{a: "over", "k": 9}}
	c2, cancel := context.WithCancelCause(mc)
	fmt.Println(c2.Value(a), c2.Value(b), c2.Value("k"))
	cancel(errors.New("why"))
	<-c2.Done()
	fmt.Println(c2.Err(), context.Cause(c2))
	var n context.Context = never{}
	c3, cancel3 := context.WithTimeout(n, 10*time.Millisecond)
	defer cancel3()
	<-c3.Done()
	fmt.Println(c3.Err(), c3.Value(1))
	var wg sync.WaitGroup
	wg.Add(1)
	c4, cancel4 := context.WithCancel(never{})
	context.AfterFunc(c4, func() { fmt.Println("after"); wg.Done() })
	cancel4()
	wg.Wait()
	fmt.Println(context.WithoutCancel(c4).Err())
	func() { defer func() { fmt.Println(recover()) }(); context.WithValue(ctx, []int{1}, 1) }()
	func() { defer func() { fmt.Println(recover()) }(); context.WithValue(ctx, nil, 1) }()
	fmt.Println(context.WithValue(context.Background(), a, "v"))
	var m sync.Map
	m.Store(a, "a")
	m.Store(key2(0), "k2")
	m.Store(0, "int")
	m.Store(structKey{"z", 0}, "st")
	for _, k := range []any{a, key2(0), 0, structKey{"z", 0}, structKey{"z", 1}, b} {
		v, ok := m.Load(k)
		fmt.Println(v, ok)
	}
	act, loaded := m.LoadOrStore(a, "other")
	fmt.Println(act, loaded)
	fmt.Println(m.CompareAndSwap(a, "a", "A"))
	v, _ := m.Load(a)
	fmt.Println(v)
}
