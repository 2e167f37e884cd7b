// Context values with session key types, cancellation causes, AfterFunc.
package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

type key int
type user struct{ name string }

const userKey key = 1

func name(ctx context.Context) string {
	u, ok := ctx.Value(userKey).(*user)
	if !ok {
		return "nobody"
	}
	return u.name
}

type quiet struct{ context.Context }

func (quiet) Err() error { return nil }

func main() {
	ctx := context.WithValue(context.Background(), userKey, &user{"ann"})
	fmt.Println(name(ctx), name(context.Background()), ctx.Value(1), ctx.Value(key(2)))
	c, cancel := context.WithCancelCause(ctx)
	done := make(chan string)
	context.AfterFunc(c, func() { done <- "after " + name(c) })
	cancel(fmt.Errorf("cause %d", 1))
	fmt.Println(<-done, c.Err(), context.Cause(c))
	q := quiet{c}
	fmt.Println(q.Err(), name(q), context.WithoutCancel(c).Err())
	t, stop := context.WithTimeoutCause(ctx, time.Millisecond, errors.New("slow"))
	defer stop()
	<-t.Done()
	fmt.Println(t.Err(), context.Cause(t))
}
