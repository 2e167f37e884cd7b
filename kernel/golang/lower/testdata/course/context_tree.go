// A tree of contexts: cancelling a node cancels all below it and nothing else.
package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"
)

type key int

const (
	requestID key = iota
	user
)

type node struct {
	name     string
	ctx      context.Context
	cancel   context.CancelCauseFunc
	children []*node
}

func (n *node) child(name string) *node {
	ctx, cancel := context.WithCancelCause(n.ctx)
	c := &node{name: name, ctx: ctx, cancel: cancel}
	n.children = append(n.children, c)
	return c
}

func (n *node) show(depth int) {
	state := "alive"
	if err := n.ctx.Err(); err != nil {
		state = fmt.Sprintf("%v (%v)", err, context.Cause(n.ctx))
	}
	fmt.Printf("%s%s: %s\n", strings.Repeat("  ", depth), n.name, state)
	for _, c := range n.children {
		c.show(depth + 1)
	}
}

var errShutdown = errors.New("shutting down")

func main() {
	root := &node{name: "root", ctx: context.WithValue(context.Background(), requestID, "r-17")}
	a, b := root.child("a"), root.child("b")
	a1, a2 := a.child("a1"), a.child("a2")
	b1 := b.child("b1")
	_ = a2
	a1.cancel(errors.New("a1 is tired"))
	root.show(0)
	fmt.Println("--")
	a.cancel(errShutdown)
	root.show(0)
	fmt.Println(errors.Is(context.Cause(a2.ctx), errShutdown), errors.Is(context.Cause(a1.ctx), errShutdown))
	fmt.Println(b1.ctx.Value(requestID), b1.ctx.Value(user))

	var wg sync.WaitGroup
	stopped := make([]bool, 3)
	ctx, cancel := context.WithCancel(b.ctx)
	for i := range stopped {
		wg.Add(1)
		go func() {
			defer wg.Done()
			select {
			case <-ctx.Done():
				stopped[i] = true
			case <-time.After(time.Hour):
			}
		}()
	}
	cancel()
	wg.Wait()
	fmt.Println(stopped, b.ctx.Err())

	tctx, stop := context.WithTimeout(b.ctx, 5*time.Millisecond)
	defer stop()
	<-tctx.Done()
	fmt.Println(tctx.Err(), errors.Is(tctx.Err(), context.DeadlineExceeded))
	_, has := tctx.Deadline()
	_, none := b.ctx.Deadline()
	fmt.Println(has, none)
	free := context.WithoutCancel(a.ctx)
	fmt.Println(free.Err(), free.Value(requestID))
	once := make(chan string, 1)
	stopAfter := context.AfterFunc(b.ctx, func() { once <- "b ended" })
	b.cancel(nil)
	fmt.Println(<-once, stopAfter(), context.Cause(b1.ctx))
}
