package solution

import (
	"context"
	"errors"
)

// ErrCrashed says that a consumer died while it handled an item.
var ErrCrashed = errors.New("consumer crashed")

// Item is one thing to be handled. Seq counts from 0 for each source.
type Item struct{ Source, Seq, Data int }

// Result is what became of an Item.
type Result struct {
	Item  Item
	Value int
	Err   error
}

// Source produces data: one Next at a time, io.EOF at its end.
type Source interface {
	Next(ctx context.Context) (int, error)
}

// Consumer handles items.
type Consumer interface {
	Start(ctx context.Context) error                  // free for a goroutine, slow for a process
	Handle(ctx context.Context, it Item) (int, error) // one item at a time, only when started
	Stop()                                            // once for every Start that returned nil
}

// Run brings the items of all sources through one bounded queue to the consumers.
func Run(ctx context.Context, sources []Source, consumers []Consumer, queue int) ([]Result, error) {
	// Your code.
	return nil, nil
}
