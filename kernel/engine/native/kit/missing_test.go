package kit

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

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

func TestNoHome(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the folder has another variable")
	}
	shared(t) // or the test is skipped
	t.Setenv("HOME", "")
	t.Setenv("XDG_CACHE_HOME", "")
	t.Setenv("WEFT_KIT", "")
	_, err := Look(t.Context(), Options{})
	if m, ok := errors.AsType[*Missing](err); !ok || !strings.Contains(m.Error(), "set WEFT_KIT to a folder") {
		t.Errorf("Look = %v", err)
	}
}
