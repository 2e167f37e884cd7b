package kit

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// Try builds a small program and runs it. A machine on which it does not run is reported by a *[Missing]: the
// race detector's part of a program needs the GNU C library, for instance, and a file system may forbid
// programs.
func (k *Kit) Try(ctx context.Context, withRace bool) (err error) {
	const text = "package main\n\nimport \"fmt\"\n\nfunc main() {\n\tc := make(chan string)\n\tgo func() { c <- \"well\" }()\n\tfmt.Println(<-c)\n}\n"
	dir, err := k.cache.scratch()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	job := Job{Race: withRace, Output: filepath.Join(dir, "try"+exe), Packages: []Package{{Path: "main", Files: []File{{"try.go", text}}}}}
	r, err := k.Build(ctx, job)
	switch {
	case err != nil:
		return err
	case len(r.Diagnostics) > 0:
		return fmt.Errorf("try the kit: the compiler refuses a right program: %v", r.Diagnostics)
	case r.Fallback != "":
		return fmt.Errorf("try the kit: only the go command built the program: %s", r.Fallback)
	}
	out, err := exec.CommandContext(ctx, r.Binary).CombinedOutput()
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case err == nil && string(out) == "well\n":
		return nil
	case withRace:
		return &Missing{fmt.Sprintf("a program with the race detector does not run here (%v%s)", err, after(": ", string(out))),
			"it needs a 64-bit system with the GNU C library; other cells are not concerned"}
	}
	return &Missing{fmt.Sprintf("a compiled program does not run here (%v%s)", err, after(": ", string(out))),
		"set WEFT_KIT to a folder from which programs may be executed"}
}
