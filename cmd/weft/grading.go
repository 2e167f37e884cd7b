package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"weft/exercises"
	"weft/grader"
	"weft/grader/exercise"
	"weft/grader/report"
	"weft/kernel/engine/native/kit"
	"weft/kernel/engine/sandbox"
)

// gradingFlags are those of all commands that grade.
type gradingFlags struct {
	dir     string
	require string
}

func (g *gradingFlags) add(cmd *cobra.Command) {
	g.addDir(cmd)
	cmd.Flags().StringVar(&g.require, "require-sandbox", "", "refuse to run below this level: none, limited, confined, isolated")
}

// addDir adds the flag of those that only need to know the exercises.
func (g *gradingFlags) addDir(cmd *cobra.Command) {
	cmd.Flags().StringVar(&g.dir, "exercises", "", "the folder of the exercises; default: $WEFT_EXERCISES, the folder named\nexercises in this folder or one above it, else those that weft brings")
}

// locate is the folder of the exercises that are meant, "" for those that weft brings.
func (g *gradingFlags) locate() (string, error) {
	if dir := cmp.Or(g.dir, os.Getenv("WEFT_EXERCISES")); dir != "" {
		return dir, nil
	}
	here, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("find exercises: %w", err)
	}
	return exercise.Locate(here), nil
}

// options are the flags as another command takes them.
func (g *gradingFlags) options() string {
	if g.dir == "" {
		return ""
	}
	return "--exercises " + report.Quoted(g.dir)
}

// exercises are the exercises that are meant.
func (g *gradingFlags) exercises() (fs.FS, error) {
	dir, err := g.locate()
	if err != nil {
		return nil, err
	}
	if dir == "" {
		return exercises.FS(), nil
	}
	if info, err := os.Stat(dir); err != nil {
		return nil, fmt.Errorf("find exercises: %w", err)
	} else if !info.IsDir() {
		return nil, fmt.Errorf("find exercises: %s is no folder", dir)
	}
	return os.DirFS(dir), nil
}

// open makes a grader, and says on stderr what takes long. The function that it returns closes it.
func (g *gradingFlags) open(ctx context.Context, fsys fs.FS, stderr io.Writer) (*grader.Grader, func() error, error) {
	line := &kitProgress{line: newStatusLine(stderr)}
	gr, closer, err := g.openTelling(ctx, fsys, line.show)
	if err != nil {
		return nil, nil, err
	}
	return gr, func() error {
		line.line.clear()
		return closer()
	}, nil
}

// openTelling makes a grader, and tells what takes long. The function that it returns closes it.
func (g *gradingFlags) openTelling(ctx context.Context, fsys fs.FS, progress func(kit.Step)) (_ *grader.Grader, closer func() error, err error) {
	o := grader.Options{Exercises: fsys, Version: exactVersion()}
	if g.require != "" {
		if o.Require, err = sandbox.ParseLevel(g.require); err != nil {
			return nil, nil, usageError{err}
		}
	}
	if o.Inspector, err = os.Executable(); err != nil {
		return nil, nil, fmt.Errorf("find this program: %w", err)
	}
	gr, err := grader.Open(ctx, o, progress)
	if err != nil {
		return nil, nil, err
	}
	return gr, gr.Close, nil
}
