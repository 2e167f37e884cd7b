// Defer, panic and recover: middlewares, cleanup order, re-panics, goroutines that survive.
package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
	"sync"
)

type Handler func(req string) (string, error)

type PanicError struct {
	Value any
}

func (p PanicError) Error() string { return fmt.Sprintf("recovered: %v", p.Value) }
func (p PanicError) Unwrap() error {
	err, _ := p.Value.(error)
	return err
}

func Recover(next Handler) Handler {
	return func(req string) (resp string, err error) {
		defer func() {
			if r := recover(); r != nil {
				err = PanicError{r}
			}
		}()
		return next(req)
	}
}

func Trace(log *[]string, name string) func(Handler) Handler {
	return func(next Handler) Handler {
		return func(req string) (string, error) {
			*log = append(*log, "> "+name)
			defer func() { *log = append(*log, "< "+name) }()
			return next(req)
		}
	}
}

var errTeapot = errors.New("teapot")

func handler(req string) (string, error) {
	switch req {
	case "index":
		var xs []string
		return xs[len(req)], nil
	case "nil":
		var p *strings.Builder
		p.WriteString("x")
	case "map":
		var m map[string]int
		m[req]++
	case "custom":
		panic(errTeapot)
	case "string":
		panic("just text")
	case "divide":
		zero := len(req) - 6
		return fmt.Sprint(100 / zero), nil
	case "assert":
		var v any = 3
		return v.(string), nil
	case "error":
		return "", os.ErrPermission
	}
	return "hello " + req, nil
}

func cleanup() (out []string) {
	defer func() {
		r := recover()
		out = append(out, fmt.Sprint("outer ", r))
	}()
	for i := 0; i < 3; i++ {
		defer func(n int) { out = append(out, fmt.Sprint("defer ", n, i)) }(i)
	}
	defer func() {
		defer func() { out = append(out, fmt.Sprint("inner ", recover())) }()
		panic("second")
	}()
	panic("first")
}

func named() (n int, err error) {
	defer func() {
		if err != nil {
			n = -n
		}
	}()
	defer func() {
		if x := recover(); x != nil {
			err = fmt.Errorf("wrapped: %v", x)
		}
	}()
	n = 5
	panic(errors.New("late"))
}

func main() {
	var log []string
	h := Recover(Trace(&log, "auth")(Trace(&log, "db")(handler)))
	for _, req := range []string{"world", "index", "nil", "map", "custom", "string", "divide", "assert", "error"} {
		resp, err := h(req)
		var re runtime.Error
		fmt.Printf("%-7s %q %v | runtime %t teapot %t\n", req, resp, err, errors.As(err, &re), errors.Is(err, errTeapot))
	}
	fmt.Println(len(log), log[:4])
	fmt.Println(strings.Join(cleanup(), ", "))
	fmt.Println(named())

	results := make([]string, 5)
	var wg sync.WaitGroup
	for i := range results {
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer func() {
				if r := recover(); r != nil {
					results[i] = fmt.Sprintf("worker %d: %v", i, r)
				}
			}()
			if i%2 == 1 {
				panic(fmt.Sprintf("odd %d", i))
			}
			results[i] = fmt.Sprintf("worker %d ok", i)
		}()
	}
	wg.Wait()
	fmt.Println(strings.Join(results, "; "))
	go func() {
		defer close(done)
		defer fmt.Println("deferred before Goexit ends it")
		runtime.Goexit()
		fmt.Println("unreachable")
	}()
	<-done
	func() {
		defer func() {
			fmt.Println("again:", recover())
		}()
		defer func() {
			panic(fmt.Sprint("re-", recover()))
		}()
		panic("thrown")
	}()
	fmt.Println(recover())
}

var done = make(chan struct{})
