package kit

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
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

func TestBuildsAreKept(t *testing.T) {
	k := shared(t)
	for i, tt := range []struct {
		text   string
		cached bool
	}{
		{hello, false}, {hello, true}, {hello + "\n", false}, {hello, true},
	} {
		r := build(t, k, program(tt.text))
		if r.Cached != tt.cached {
			t.Errorf("build %d: cached %v", i, r.Cached)
		}
		if got := run(t, r.Binary); got.Stdout != "hello\n" {
			t.Errorf("build %d: the program did %+v", i, got)
		}
	}
	binary := build(t, k, program(hello)).Binary
	damage(t, binary)
	r := build(t, k, program(hello))
	if got := run(t, r.Binary); r.Cached || got.Stdout != "hello\n" {
		t.Errorf("after damage: cached %v, the program did %+v", r.Cached, got)
	}
	// Another session's cache is another one.
	if r := build(t, shared(t), program(hello)); r.Cached {
		t.Error("a build came from a cache of others")
	}
	if left, _ := filepath.Glob(filepath.Join(k.cache.dir, "making-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

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

func TestCacheForgets(t *testing.T) {
	c, err := openCache(t.TempDir(), 1000)
	if err != nil {
		t.Fatal(err)
	}
	put := func(key string, age time.Duration) {
		t.Helper()
		from := filepath.Join(c.dir, "new")
		if err := os.WriteFile(from, bytes.Repeat([]byte("x"), 300), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := c.put(key, ".a", from, "note of "+key); err != nil {
			t.Fatal(err)
		}
		then := time.Now().Add(-age)
		if err := os.Chtimes(c.file(key, ".a"), then, then); err != nil {
			t.Fatal(err)
		}
	}
	put("a", 3*time.Hour)
	put("b", 5*time.Hour)
	put("c", 4*time.Hour)
	if _, text, ok := c.get("b", ".a"); !ok || text != "note of b" { // which makes it young
		t.Fatalf("get(b) = %q, %v", text, ok)
	}
	put("d", time.Hour) // 1200 bytes: at most 750 may stay
	var left []string
	for _, key := range []string{"a", "b", "c", "d"} {
		if _, _, ok := c.get(key, ".a"); ok {
			left = append(left, key)
		}
	}
	if !slices.Equal(left, []string{"b", "d"}) {
		t.Errorf("left in the cache: %v, want b and d", left)
	}
	// What is young stays even in a cache that is too small.
	for i := range 5 {
		put(fmt.Sprint("young", i), 0)
	}
	for i := range 5 {
		if _, _, ok := c.get(fmt.Sprint("young", i), ".a"); !ok {
			t.Errorf("young%d was forgotten", i)
		}
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

// fakeTool replaces a tool of the kit's toolchain by a shell script.
func fakeTool(t *testing.T, k *Kit, name, script string) {
	t.Helper()
	if _, err := exec.LookPath("sh"); err != nil || exe != "" {
		t.Skip("needs a shell")
	}
	real, dir := k.chain.Tools, t.TempDir()
	for _, tool := range []string{"compile", "link"} {
		text := "#!/bin/sh\nexec " + filepath.Join(real, tool) + " \"$@\"\n"
		if tool == name {
			text = "#!/bin/sh\n" + script
		}
		if err := os.WriteFile(filepath.Join(dir, tool), []byte(text), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	k.chain.Tools = dir
}

func TestCancelledBuild(t *testing.T) {
	for _, tool := range []string{"compile", "link"} {
		k := shared(t)
		started := filepath.Join(t.TempDir(), "started")
		fakeTool(t, k, tool, "sleep 1000 & echo $! > "+started+"~; mv "+started+"~ "+started+"; wait\n")
		ctx, cancel := context.WithCancel(t.Context())
		failed := make(chan error, 1)
		go func() {
			_, err := k.Build(ctx, program(hello))
			failed <- err
		}()
		pid := waitForFile(t, started)
		cancel()
		if err := <-failed; !errors.Is(err, context.Canceled) {
			t.Errorf("%s: Build = %v", tool, err)
		}
		waitForEnd(t, pid)
		if left, _ := filepath.Glob(filepath.Join(k.cache.dir, "making-*")); len(left) > 0 {
			t.Errorf("%s: left behind: %v", tool, left)
		}
	}
}

// A making that is given up leaves no process and no half of a kit.
func TestCancelledMaking(t *testing.T) {
	if exe != "" {
		t.Skip("needs a shell")
	}
	k := own(t, Options{Dir: t.TempDir(), Cache: t.TempDir()})
	started := filepath.Join(t.TempDir(), "started")
	fake := filepath.Join(t.TempDir(), "go")
	if err := os.WriteFile(fake, []byte("#!/bin/sh\nsleep 1000 & echo $! > "+started+"~; mv "+started+"~ "+started+"; wait\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	real := k.chain.Command
	k.chain.Command = fake
	ctx, cancel := context.WithCancel(t.Context())
	failed := make(chan error, 1)
	go func() { failed <- k.Prepare(ctx, false, "encoding/hex") }()
	pid := waitForFile(t, started)
	// Whoever wants the kit meanwhile waits, and can give up.
	waiting := make(chan bool, 1)
	impatient, giveUp := context.WithCancel(t.Context())
	other := own(t, Options{Dir: filepath.Dir(k.dir), Cache: t.TempDir(), Progress: func(s Step) {
		if s.Waiting {
			waiting <- true
		}
	}})
	go func() {
		<-waiting
		giveUp()
	}()
	if err := other.Prepare(impatient, false, "encoding/hex"); !errors.Is(err, context.Canceled) {
		t.Errorf("Prepare while another one makes the kit = %v", err)
	}
	cancel()
	if err := <-failed; !errors.Is(err, context.Canceled) {
		t.Errorf("Prepare = %v", err)
	}
	waitForEnd(t, pid)
	k.chain.Command = real
	if err := k.Prepare(t.Context(), false, "encoding/hex"); err != nil {
		t.Errorf("Prepare afterwards: %v", err)
	}
}

func waitForFile(t *testing.T, name string) (text string) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(5 * time.Millisecond) {
		data, err := os.ReadFile(name)
		if err == nil {
			return strings.TrimSpace(string(data))
		}
		if time.Now().After(deadline) {
			t.Fatal(err)
		}
	}
}

// waitForEnd waits until a process that is not our child has gone, or is a zombie of its new parent.
func waitForEnd(t *testing.T, pid string) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(5 * time.Millisecond) {
		out, err := exec.Command("ps", "-o", "stat=", "-p", pid).Output()
		if _, noPS := errors.AsType[*exec.Error](err); noPS {
			t.Skip("needs ps")
		}
		if state := strings.TrimSpace(string(out)); state == "" || strings.HasPrefix(state, "Z") {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("process %s runs still", pid)
		}
	}
}

// A tool that fails for a reason of its own is no verdict on the code: the go command builds it.
func TestFallback(t *testing.T) {
	for _, tool := range []string{"compile", "link"} {
		k := shared(t)
		fakeTool(t, k, tool, "echo out of order; exit 1\n")
		r := build(t, k, program(hello))
		if got := run(t, r.Binary); got.Stdout != "hello\n" || !strings.Contains(r.Fallback, tool+": exit status 1: out of order") {
			t.Errorf("%s: fallback %q, the program did %+v", tool, r.Fallback, got)
		}
	}
}

func TestMissing(t *testing.T) {
	bin := t.TempDir()
	script := func(name, text string) string {
		file := filepath.Join(bin, name)
		if err := os.WriteFile(file, []byte("#!/bin/sh\n"+text), 0o755); err != nil {
			t.Fatal(err)
		}
		return file
	}
	if exe != "" {
		t.Skip("needs a shell")
	}
	for _, tt := range []struct{ name, command, want string }{
		{"none", filepath.Join(bin, "nothing"), "no go command on PATH: install Go 1.26 or newer"},
		{"old", script("old", `echo '{"GOVERSION": "go1.24.3", "GOROOT": "/x", "GOTOOLDIR": "/x"}'`), "is go1.24.3, which is too old: install Go 1.26 or newer"},
		{"broken", script("broken", "echo boom >&2; exit 1"), "does not run (exit status 1: boom): install Go 1.26"},
		{"no tools", script("tools", `echo '{"GOVERSION": "go1.26.1", "GOROOT": "/x", "GOTOOLDIR": "/no/such"}'`), "has no compile tool: install Go"},
	} {
		_, err := Open(t.Context(), Options{Dir: t.TempDir(), Go: tt.command})
		if m, ok := errors.AsType[*Missing](err); !ok || !strings.Contains(m.Error(), tt.want) {
			t.Errorf("%s: Open = %v, want a Missing with %q", tt.name, err, tt.want)
		}
	}
	file := filepath.Join(bin, "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	shared(t) // or the test is skipped
	_, err := Open(t.Context(), Options{Dir: filepath.Join(file, "kits")})
	if m, ok := errors.AsType[*Missing](err); !ok || !strings.Contains(m.Error(), "set WEFT_KIT to a folder that can be written") {
		t.Errorf("Open where nothing can be written = %v", err)
	}
	if race.cgo() == "0" {
		return
	}
	k := own(t, Options{Dir: t.TempDir(), Cache: t.TempDir()})
	k.chain.CC = filepath.Join(bin, "no-cc") + " -m64"
	job := program(hello)
	job.Race = true
	_, err = k.Build(t.Context(), job)
	if m, ok := errors.AsType[*Missing](err); !ok || !strings.Contains(m.Error(), "install a C compiler: `apt install gcc") {
		t.Errorf("Build with race = %v", err)
	}
}
