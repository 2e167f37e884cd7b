// An event bus with typed handlers, middleware and wildcard listeners.
package main

import (
	"errors"
	"fmt"
	"reflect"
	"sort"
	"sync"
)

type Event interface{ Name() string }

type UserCreated struct {
	ID    int
	Email string
}
type OrderPlaced struct {
	OrderID string
	Total   float64
}

func (UserCreated) Name() string  { return "user.created" }
func (*OrderPlaced) Name() string { return "order.placed" }

type Handler func(Event) error
type Middleware func(Handler) Handler

type Bus struct {
	mu       sync.RWMutex
	handlers map[string][]Handler
	chain    []Middleware
}

func (b *Bus) Use(m ...Middleware) { b.chain = append(b.chain, m...) }

func (b *Bus) On(name string, h Handler) (cancel func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.handlers == nil {
		b.handlers = map[string][]Handler{}
	}
	for i := len(b.chain) - 1; i >= 0; i-- {
		h = b.chain[i](h)
	}
	b.handlers[name] = append(b.handlers[name], h)
	at := len(b.handlers[name]) - 1
	return func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.handlers[name][at] = nil
	}
}

func (b *Bus) Emit(e Event) error {
	b.mu.RLock()
	defer b.mu.RUnlock()
	var errs []error
	for _, name := range []string{e.Name(), "*"} {
		for _, h := range b.handlers[name] {
			if h == nil {
				continue
			}
			errs = append(errs, h(e))
		}
	}
	return errors.Join(errs...)
}

func On[E Event](b *Bus, f func(E) error) func() {
	var zero E
	name := zero.Name()
	return b.On(name, func(e Event) error {
		typed, ok := e.(E)
		if !ok {
			return fmt.Errorf("%s: got %T", name, e)
		}
		return f(typed)
	})
}

func logging(log *[]string) Middleware {
	return func(next Handler) Handler {
		return func(e Event) error {
			*log = append(*log, "before "+e.Name())
			err := next(e)
			*log = append(*log, fmt.Sprintf("after %s: %v", e.Name(), err))
			return err
		}
	}
}

func recovering(next Handler) Handler {
	return func(e Event) (err error) {
		defer func() {
			if r := recover(); r != nil {
				err = fmt.Errorf("handler of %s panicked: %v", e.Name(), r)
			}
		}()
		return next(e)
	}
}

type wrong struct{}

func (wrong) Name() string { return "user.created" }

func main() {
	var b Bus
	var log []string
	b.Use(logging(&log), recovering)
	cancel := On(&b, func(u UserCreated) error { fmt.Println("mail to", u.Email); return nil })
	On(&b, func(o *OrderPlaced) error {
		if o.Total <= 0 {
			return fmt.Errorf("order %s is empty", o.OrderID)
		}
		o.Total *= 1.19
		return nil
	})
	b.On("*", func(e Event) error {
		if e.Name() == "order.placed" && e.(*OrderPlaced).OrderID == "crash" {
			var list []int
			_ = list[len(e.Name())]
		}
		return nil
	})
	order := &OrderPlaced{"o-1", 100}
	fmt.Println(b.Emit(UserCreated{1, "a@b.c"}), b.Emit(order), order.Total)
	fmt.Println(b.Emit(&OrderPlaced{"crash", 0}))
	fmt.Println(b.Emit(wrong{}))
	cancel()
	fmt.Println(b.Emit(UserCreated{2, "x@y.z"}))
	for i, l := range log {
		fmt.Println(i, l)
	}
	kinds := []string{reflect.TypeOf(1).String(), fmt.Sprintf("%T", order), fmt.Sprintf("%T", b.handlers)}
	sort.Strings(kinds)
	fmt.Println(kinds)
}
