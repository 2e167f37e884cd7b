package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"weft/grader/inspect"
	"weft/kernel/engine/native/kit"
	"weft/kernel/engine/sandbox"
)

// The scripts run the real command; it is its own evaluator. The test binary is its own launcher of confined
// processes, as the weft binary is.
func TestMain(m *testing.M) {
	if sandbox.IsLauncher(os.Args) {
		os.Exit(sandbox.Launch())
	}
	if inspect.IsServer(os.Args) {
		os.Exit(inspect.Serve())
	}
	testscript.Main(m, map[string]func(){"weft": main})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", env.WorkDir)
			env.Setenv("XDG_STATE_HOME", env.WorkDir+"/state")
			workers, err := filepath.Abs("../../grader/testdata/exercises")
			if err != nil {
				return err
			}
			env.Setenv("WORKERS", workers)
			return kitEnv(env)
		},
		Condition: func(c string) (bool, error) {
			name, ok := strings.CutPrefix(c, "env:")
			if !ok {
				return false, fmt.Errorf("unknown condition %q", c)
			}
			return os.Getenv(name) != "", nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"status": status, "damage": damageKit, "edit": editNotebook, "zip": zipFiles},
	})
}

// kitEnv gives a script a kit of its own, made from what this machine has compiled already; SHARED_KIT is the one that
// all tests share, for scripts to which it does not matter.
func kitEnv(env *testscript.Env) error {
	exercises, err := filepath.Abs("../../grader/testdata/exercises")
	if err != nil {
		return err
	}
	env.Setenv("EXERCISES", exercises)
	env.Setenv("ONLY_WEFT", filepath.SplitList(env.Getenv("PATH"))[0]) // a PATH without Go
	shared, err := kit.Options{}.Folder()
	if err != nil {
		return err
	}
	env.Setenv("SHARED_KIT", shared)
	env.Setenv("WEFT_KIT", filepath.Join(env.WorkDir, "kits"))
	out, err := exec.Command("go", "env", "GOCACHE").Output()
	if errors.Is(err, exec.ErrNotFound) {
		return nil
	}
	env.Setenv("GOCACHE", strings.TrimSpace(string(out)))
	return err
}

// damage DIR: the compiled package sort of the kit in DIR loses its last byte.
func damageKit(ts *testscript.TestScript, _ bool, args []string) {
	files, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), "kit-*", "lib", "sort-plain-*.a"))
	ts.Check(err)
	if len(files) != 1 {
		ts.Fatalf("files of package sort: %v", files)
	}
	info, err := os.Stat(files[0])
	ts.Check(err)
	ts.Check(os.Truncate(files[0], info.Size()-1))
}

// status WANT COMMAND...: the command ends with that exit status.
func status(ts *testscript.TestScript, neg bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if (got == want) == neg {
		ts.Fatalf("exit status %d, want %d: %v", got, want, !neg)
	}
}
