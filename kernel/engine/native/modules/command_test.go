package modules

import (
	"slices"
	"strings"
	"testing"
)

// The remedy is chosen by what the go command says.
func TestExplain(t *testing.T) {
	for _, tt := range []struct{ name, said, remedy string }{
		{"no network", `module a.b/c: Get "https://proxy.golang.org/a.b/c/@v/list": dial tcp: lookup proxy.golang.org: no such host`, "the network does not lead there"},
		{"a proxy that refuses", `a.b/c@v1.0.0: Get "http://localhost:1/": dial tcp 127.0.0.1:1: connect: connection refused`, "the network does not lead there"},
		{"turned off", "a.b/c: module lookup disabled by GOPROXY=off", "GOPROXY=off"},
		{"unknown", "module a.b/c: reading https://proxy.golang.org/a.b/c/@v/list: 404 Not Found", "there is no such module"},
		{"withheld", "a.b/c@v1: reading https://proxy.golang.org/a.b/c/@v/v1.info: 403 Forbidden", "there is no such module"},
		{"bad version", "a.b/c@v9.9.9: invalid version: unknown revision v9.9.9", "newest"},
		{"no package", "module a.b/c@upgrade found (v1.0.0), but does not contain package a.b/c/d", "pkg.go.dev"},
		{"newer Go", "a.b/c@v1.0.0 requires go >= 1.999 (running go 1.26.1; GOTOOLCHAIN=local)", "needs a newer Go"},
		{"other content", "verifying a.b/c@v1.0.0: checksum mismatch\nSECURITY ERROR", "GOPRIVATE"},
		{"something else", "no space left on device", ""},
	} {
		e := explain(tt.said)
		if e.What != tt.said || !strings.Contains(e.Remedy, tt.remedy) || (tt.remedy == "") != (e.Remedy == "") {
			t.Errorf("%s: %+v", tt.name, e)
		}
	}
}

// What the go command prints comes in pieces of any length.
func TestLines(t *testing.T) {
	const text = "go: downloading a.b/c v1.0.0\ngo: finding module for package a.b/c\ngo: added a.b/c v1.0.0\r\ngo: a.b/d: bad\n\tmore"
	for _, size := range []int{1, 7, len(text)} {
		var said []string
		c := &command{say: func(line string) { said = append(said, line) }}
		l := &lines{command: c}
		for piece := range slices.Chunk([]byte(text), size) {
			l.Write(piece)
		}
		l.flush()
		if !slices.Equal(said, []string{"downloading a.b/c v1.0.0"}) || !slices.Equal(c.changes, []string{"added a.b/c v1.0.0"}) || !slices.Equal(l.kept, []string{"a.b/d: bad", "\tmore"}) {
			t.Errorf("in pieces of %d bytes: said %q, changes %q, kept %q", size, said, c.changes, l.kept)
		}
	}
}
