package kernel

import (
	"context"
	"time"

	"weft/kernel/engine/pipe"
	"weft/kernel/magic"
)

// spent adds up what the evaluator has spent for a part of a cell.
type spent struct{ magic.Spent }

func (s *spent) add(p pipe.Spent) {
	s.Run += p.Wall
	s.CPU += p.CPU
	s.Bytes += p.Bytes
}

// Measured implements magic.Host.
func (r *run) Measured(ctx context.Context, part func(context.Context) error) (magic.Spent, error) {
	outer := r.spent
	r.spent = &spent{}
	defer func() { r.spent = outer }()
	began := time.Now()
	err := part(ctx)
	r.spent.Wall = time.Since(began)
	return r.spent.Spent, err
}

// took prints what statements behind a %time have taken.
func (r *run) took(p pipe.Spent) {
	r.Print(magic.Spent{Wall: p.Wall, Run: p.Wall, CPU: p.CPU, Bytes: p.Bytes}.String() + "\n")
}
