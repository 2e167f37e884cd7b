package kit

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

// lock makes the kit's folder, and takes the lock under which it is changed.
func (k *Kit) lock(ctx context.Context, v variant) (unlock func(), err error) {
	if err := os.MkdirAll(filepath.Join(k.dir, "lib"), 0o755); err != nil {
		return nil, fmt.Errorf("make the kit's folder: %w", err)
	}
	return lock(ctx, k.lockFile(), func() { k.report(Step{Race: v == race, Waiting: true}) })
}

func (k *Kit) lockFile() string { return filepath.Join(k.dir, "lock") }

// lock takes the lock that processes share. It calls waiting once if another one has it.
func lock(ctx context.Context, name string, waiting func()) (unlock func(), err error) {
	l := flock.New(name, flock.SetFlag(os.O_RDWR|os.O_CREATE), flock.SetPermissions(0o644))
	ok, err := l.TryLock()
	if !ok && err == nil {
		waiting()
		// Asked again and again: the system has no lock that can be waited for and given up.
		if ok, err = l.TryLockContext(ctx, 50*time.Millisecond); !ok && ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("lock the kit: %w", err)
	}
	return func() { _ = l.Unlock() }, nil
}
