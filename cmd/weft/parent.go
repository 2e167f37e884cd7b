package main

import (
	"context"
	"os"
	"strconv"
	"time"
)

// withParent is ctx until the frontend that started this kernel has died without a word: nobody could ask the kernel to
// end then. Frontends say who they are in JPY_PARENT_PID. If that is not the process that started this one, a launcher
// stands between them, and nothing can be told from its end.
func withParent(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	parent, err := strconv.Atoi(os.Getenv("JPY_PARENT_PID"))
	if err != nil || os.Getppid() != parent {
		return ctx, cancel
	}
	go func() {
		tick := time.NewTicker(time.Second)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				if os.Getppid() != parent {
					cancel()
				}
			}
		}
	}()
	return ctx, cancel
}
