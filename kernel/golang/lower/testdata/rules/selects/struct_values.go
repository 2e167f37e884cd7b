// Channels of structs, arrays, functions, interfaces and channels in a select.
package main

import (
	"errors"
	"fmt"
)

type msg struct {
	id    int
	reply chan string
	parts [2]string
}

type errBad struct{ n int }

func (e errBad) Error() string { return fmt.Sprint("bad ", e.n) }

func main() {
	in := make(chan msg, 1)
	errs := make(chan error, 1)
	fns := make(chan func(int) int, 1)
	next := make(chan bool)
	go func() {
		for m := range in {
			m.parts[0] = "changed"
			m.reply <- fmt.Sprint(m.id, m.parts)
		}
		errs <- errBad{4}
		<-next // of two that are ready either may come first
		fns <- func(n int) int { return n * 7 }
	}()
	m := msg{1, make(chan string), [2]string{"a", "b"}}
	select {
	case in <- m:
		fmt.Println(<-m.reply, m.parts)
	}
	close(in)
	for range 2 {
		select {
		case err := <-errs:
			var e errBad
			fmt.Println(err, errors.As(err, &e), e.n)
			close(next)
		case f := <-fns:
			fmt.Println(f(6))
		}
	}
}
