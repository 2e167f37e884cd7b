package kit

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"
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
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, fmt.Errorf("open the kit's lock: %w", err)
	}
	for first := true; ; first = false {
		ok, err := tryLock(f)
		if err != nil {
			f.Close()
			return nil, err
		}
		if ok {
			return func() { f.Close() }, nil // which gives the lock back
		}
		if first {
			waiting()
		}
		// The system has no lock that can be waited for and given up.
		select {
		case <-ctx.Done():
			f.Close()
			return nil, context.Cause(ctx)
		case <-time.After(50 * time.Millisecond):
		}
	}
}
