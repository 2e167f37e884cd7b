package kit

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// own opens a small kit in a folder of the test's own.
func own(t *testing.T, o Options) *Kit {
	t.Helper()
	return shared(t, func(all *Options) {
		all.Dir, all.Packages, all.Cache = o.Dir, []string{"fmt"}, o.Cache
		if o.Progress != nil {
			all.Progress = o.Progress
		}
	})
}

const hello = "package main\n\nimport \"fmt\"\n\nfunc main() { fmt.Println(\"hello\") }\n"

// damage changes a byte in the middle of a file.
func damage(t *testing.T, name string) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)/2] ^= 0x55
	if err := os.WriteFile(name+"~", data, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(name+"~", name); err != nil {
		t.Fatal(err)
	}
}

func TestDamageIsRepaired(t *testing.T) {
	dir := t.TempDir()
	var repaired []string
	o := Options{Dir: dir, Cache: t.TempDir(), Progress: func(s Step) {
		if s.Repaired != "" {
			repaired = append(repaired, s.Repaired)
		}
	}}
	k := own(t, o)
	build(t, k, program(hello))
	m := k.manifest(plain)
	for _, path := range []string{"fmt", "runtime"} {
		damage(t, k.archive(m.Packages[path]))
	}
	info, err := Verify(t.Context(), Options{Dir: dir})
	if err != nil || len(info.Variants) != 1 || !slices.Equal(info.Variants[0].Damaged, []string{"fmt", "runtime"}) {
		t.Errorf("Verify = %+v, %v", info, err)
	}
	o.Cache = t.TempDir()
	k = own(t, o) // as another process would
	r := build(t, k, program(hello))
	if !slices.Equal(r.Repaired, []string{"fmt", "runtime"}) || !slices.Equal(repaired, r.Repaired) {
		t.Errorf("repaired %v, told %v", r.Repaired, repaired)
	}
	if got := run(t, r.Binary); got.Stdout != "hello\n" {
		t.Errorf("the program did %+v", got)
	}
	info, err = Verify(t.Context(), Options{Dir: dir})
	if err != nil || len(info.Variants[0].Damaged) > 0 {
		t.Errorf("Verify after the repair = %+v, %v", info, err)
	}

	// A list that nobody can read is made again.
	if err := os.WriteFile(k.manifestFile(plain), []byte("{"), 0o644); err != nil {
		t.Fatal(err)
	}
	o.Cache = t.TempDir()
	if got := run(t, build(t, own(t, o), program(hello)).Binary); got.Stdout != "hello\n" {
		t.Errorf("the program did %+v", got)
	}

	where, err := Remove(t.Context(), Options{Dir: dir})
	if left, _ := os.ReadDir(dir); err != nil || where != k.dir || len(left) > 0 {
		t.Errorf("Remove = %s, %v; left: %v", where, err, left)
	}
	if info, err := Look(t.Context(), Options{Dir: dir}); err != nil || len(info.Variants) > 0 || info.Dir != k.dir {
		t.Errorf("Look after Remove = %+v, %v", info, err)
	}
}

// Two processes make a kit at once: one does it, the other takes what the first one made.
func TestTwoProcesses(t *testing.T) {
	if dir := os.Getenv("KIT_TEST_DIR"); dir != "" {
		makes := 0
		k := own(t, Options{Dir: dir, Cache: t.TempDir(), Progress: func(s Step) {
			if s.Total > 0 && s.Done == s.Total {
				makes++
			}
		}})
		fmt.Println("makes", makes, run(t, build(t, k, program(hello)).Binary).Stdout)
		return
	}
	dir := t.TempDir()
	shared(t) // so that Go's build cache has the packages
	var outputs [2]bytes.Buffer
	var commands [2]*exec.Cmd
	for i := range commands {
		cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestTwoProcesses$", "-test.count=1")
		cmd.Env = append(os.Environ(), "KIT_TEST_DIR="+dir)
		cmd.Stdout, cmd.Stderr = &outputs[i], &outputs[i]
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		commands[i] = cmd
	}
	made := ""
	for i, cmd := range commands {
		if err := cmd.Wait(); err != nil {
			t.Errorf("process %d: %v\n%s", i, err, outputs[i].String())
		}
		for line := range strings.Lines(outputs[i].String()) {
			if strings.HasPrefix(line, "makes") {
				made += line
			}
		}
	}
	if made != "makes 1 hello\nmakes 0 hello\n" && made != "makes 0 hello\nmakes 1 hello\n" {
		t.Errorf("the processes printed %q", made)
	}
}

// A kit that is removed while a process uses it is made again.
func TestRemovedMeanwhile(t *testing.T) {
	k := own(t, Options{Dir: t.TempDir()})
	k.cache.dir = filepath.Join(k.dir, "builds") // goes too
	build(t, k, program(hello))
	if _, err := Remove(t.Context(), Options{Dir: filepath.Dir(k.dir)}); err != nil {
		t.Fatal(err)
	}
	r := build(t, k, program(hello))
	if got := run(t, r.Binary); got.Stdout != "hello\n" || r.Cached || r.Fallback != "" || !slices.Contains(r.Repaired, "fmt") {
		t.Errorf("the program did %+v, the build was %+v", got, r)
	}
}
