package kit

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
)

// A job's own way to run tools is told what they need, and decides.
func TestRunOfTools(t *testing.T) {
	k := shared(t)
	const text = "package main\n\nfunc main() { println(1) }\n"
	var tools []string
	through := func(ctx context.Context, tool Tool) error {
		tools = append(tools, strings.TrimSuffix(filepath.Base(tool.Path), exe))
		if !strings.HasPrefix(tool.Dir, tool.Write) || len(tool.Read) == 0 {
			t.Errorf("%s works in %s, and may write to %s only and read %q", tool.Path, tool.Dir, tool.Write, tool.Read)
		}
		return runTool(ctx, process{path: tool.Path, args: tool.Args, dir: tool.Dir, env: tool.Env, output: tool.Output})
	}
	job := program(text)
	job.Run = through
	r := build(t, k, job)
	if got := run(t, r.Binary); got.Stderr != "1\n" || strings.Join(tools, " ") != "compile link" {
		t.Errorf("the program says %+v, after %q", got, tools)
	}
	job = program(text + "\nvar x int = \"\"\n")
	job.Run = through
	if r, err := k.Build(t.Context(), job); err != nil || len(r.Diagnostics) != 1 || r.Diagnostics[0].Line != 5 {
		t.Errorf("a mistake: %+v, %v", r.Diagnostics, err)
	}
	job = program(text + "\nvar y int\n")
	job.Run = func(context.Context, Tool) error { return &ExceededError{"compile", "1 GiB of memory"} }
	var exceeded *ExceededError
	if _, err := k.Build(t.Context(), job); !errors.As(err, &exceeded) || exceeded.Tool != "compile" {
		t.Errorf("a tool that needs too much: %v", err)
	}
	job.Run = func(context.Context, Tool) error { return errors.New("exit status 7") }
	if r, err := k.Build(t.Context(), job); err == nil || r.Fallback != "" {
		t.Errorf("a tool that fails: %+v, %v; there must be no other way", r, err)
	}
}
