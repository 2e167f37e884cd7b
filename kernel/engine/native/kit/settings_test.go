package kit

import (
	"os"
	"path/filepath"
	"testing"
)

// What the user has set for other work changes nothing.
func TestForeignSettings(t *testing.T) {
	shared(t) // or the test is skipped
	work := t.TempDir()
	settings := filepath.Join(work, "env")
	if err := os.WriteFile(settings, []byte("GOFLAGS=-tags=wrong -mod=vendor\nGOPROXY=http://127.0.0.1:1\nGOWORK=/no/such/go.work\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(work, "go.mod"), []byte("module other\n\ngo 1.99\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]string{
		"GOENV": settings, "GOFLAGS": "-race -mod=vendor", "GOWORK": filepath.Join(work, "go.work"), "GOOS": "plan9", "GOARCH": "arm",
		"GO111MODULE": "off", "GOPROXY": "http://127.0.0.1:1", "CGO_ENABLED": "1", "GOTOOLCHAIN": "local",
	} {
		t.Setenv(name, value)
	}
	t.Chdir(work)
	k := own(t, Options{Dir: t.TempDir(), Cache: t.TempDir()})
	for _, why := range []string{"", "a test"} {
		k.onlyGo = why
		r := build(t, k, program(hello+"// "+why+"\n"))
		if got := run(t, r.Binary); got.Stdout != "hello\n" || r.Fallback != why {
			t.Errorf("fallback %q: the program did %+v", r.Fallback, got)
		}
	}
}
