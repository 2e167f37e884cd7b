package kit

import (
	"context"
	"errors"
)

// goBuild makes the program with the go command.
func (k *Kit) goBuild(ctx context.Context, p *plan, why string) (Result, error) {
	return Result{}, errors.New("not yet")
}
