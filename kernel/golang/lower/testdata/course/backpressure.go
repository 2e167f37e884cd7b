// Back-pressure: blocking, dropping the newest, dropping the oldest.
package main

import (
	"errors"
	"fmt"
)

type Policy int

const (
	Block Policy = iota
	DropNewest
	DropOldest
	Fail
)

//go:generate stringer -type=Policy
func (p Policy) String() string {
	switch p {
	case Block:
		return "Block"
	case DropNewest:
		return "DropNewest"
	case DropOldest:
		return "DropOldest"
	}
	return fmt.Sprintf("Policy(%d)", int(p))
}

var errFull = errors.New("buffer is full")

type Buffer[T any] struct {
	ch      chan T
	policy  Policy
	dropped int
}

func (b *Buffer[T]) Send(v T) error {
	switch b.policy {
	case Block:
		b.ch <- v
	case DropNewest:
		select {
		case b.ch <- v:
		default:
			b.dropped++
		}
	case DropOldest:
		for {
			select {
			case b.ch <- v:
				return nil
			default:
			}
			select {
			case <-b.ch:
				b.dropped++
			default:
			}
		}
	default:
		select {
		case b.ch <- v:
		default:
			return fmt.Errorf("send %v: %w", v, errFull)
		}
	}
	return nil
}

func drain[T any](b *Buffer[T]) []T {
	close(b.ch)
	var got []T
	for v := range b.ch {
		got = append(got, v)
	}
	return got
}

func main() {
	for p := DropNewest; p <= Fail; p++ {
		b := &Buffer[int]{ch: make(chan int, 3), policy: p}
		var err error
		for i := 1; i <= 6; i++ {
			err = errors.Join(err, b.Send(i*i))
		}
		fmt.Println(p, drain(b), "dropped", b.dropped)
		if err != nil {
			fmt.Println(err, errors.Is(err, errFull))
		}
	}
	b := Buffer[string]{ch: make(chan string, 1)}
	go func() {
		for _, w := range []string{"slow", "but", "complete"} {
			b.Send(w)
		}
		close(b.ch)
	}()
	for w := range b.ch {
		fmt.Print(w, " ")
	}
	fmt.Printf("%v %d\n", b.policy, b.dropped)
}
