package kit

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"testing"
)

// shared opens the kit that all tests share, in the folder of this user, with a cache of its own.
func shared(t *testing.T, change ...func(*Options)) *Kit {
	t.Helper()
	o := Options{Cache: t.TempDir(), Progress: func(s Step) {
		if s.Repaired != "" || s.Done == s.Total {
			t.Logf("making: %+v", s)
		}
	}}
	for _, c := range change {
		c(&o)
	}
	k, err := Open(t.Context(), o)
	skipIfMissing(t, err)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// skipIfMissing skips a test for which the machine lacks something, but not in continuous integration.
func skipIfMissing(t *testing.T, err error) {
	t.Helper()
	if m := (*Missing)(nil); errors.As(err, &m) && os.Getenv("CI") != "true" {
		t.Skip(m)
	}
}

// program is a job of one file.
func program(text string) Job {
	return Job{Packages: []Package{{Path: "main", Files: []File{{"main.go", text}}}}}
}

// build makes a program that has no mistakes.
func build(t *testing.T, k *Kit, job Job) Result {
	t.Helper()
	r, err := k.Build(t.Context(), job)
	skipIfMissing(t, err)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Diagnostics) > 0 {
		t.Fatalf("diagnostics: %+v", r.Diagnostics)
	}
	return r
}

// An outcome is what a program did.
type outcome struct {
	Stdout, Stderr string
	Status         int
}

func run(t *testing.T, binary string, env ...string) outcome {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), binary)
	cmd.Env = append(os.Environ(), env...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		t.Fatalf("run %s: %v", binary, err)
	}
	return outcome{stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()}
}
