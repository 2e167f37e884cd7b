//go:build linux

package sandbox_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"weft/kernel/engine/sandbox"
)

// A program that main calls first.
func Example() {
	if sandbox.IsLauncher(os.Args) {
		os.Exit(sandbox.Launch())
	}
	ctx := context.Background()
	s, err := sandbox.Open(ctx, sandbox.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer s.Close()
	program := sandbox.Program{Path: "/srv/submission", Stdout: os.Stdout}
	exit, err := s.Run(ctx, program, sandbox.Limits{Wall: 5 * time.Second, Memory: 256 << 20}, sandbox.Confined)
	var low *sandbox.LevelError
	switch {
	case errors.As(err, &low):
		fmt.Println("not on this machine:", low)
	case err != nil:
		fmt.Println("not the program's fault:", err)
	case exit.Stop != "":
		fmt.Println("reached its limit of", exit.Stop)
	default:
		fmt.Println("ended with status", exit.Code)
	}
}
