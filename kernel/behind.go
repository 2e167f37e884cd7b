package kernel

import (
	"context"

	"weft/kernel/engine/child"
	"weft/kernel/engine/pipe"
)

// A behind is a Sink whose events wait until something else has been put out: what vet says of a cell
// stands above the cell's outputs, but the cell need not wait for vet.
type behind struct {
	first <-chan struct{} // closed when they may pass
	sink  child.Sink
}

var _ child.Sink = behind{}

func (b behind) Stream(cell int, name string, text []byte) {
	<-b.first
	b.sink.Stream(cell, name, text)
}

func (b behind) Display(d pipe.Display) {
	<-b.first
	b.sink.Display(d)
}

func (b behind) Result(r pipe.Result) {
	<-b.first
	b.sink.Result(r)
}

func (b behind) Clear(c pipe.Clear) {
	<-b.first
	b.sink.Clear(c)
}

func (b behind) Panic(p pipe.Panic) {
	<-b.first
	b.sink.Panic(p)
}

func (b behind) Deadlock(d pipe.Deadlock) {
	<-b.first
	b.sink.Deadlock(d)
}

func (b behind) Leak(l pipe.Leak) {
	<-b.first
	b.sink.Leak(l)
}

func (b behind) Input(ctx context.Context, in pipe.Input) (string, error) {
	<-b.first
	return b.sink.Input(ctx, in)
}

func (b behind) Recording(r pipe.Recording) {
	<-b.first
	b.sink.Recording(r)
}
