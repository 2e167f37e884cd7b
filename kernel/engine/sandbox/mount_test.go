//go:build linux

package sandbox

import (
	"slices"
	"testing"
)

func TestOutermost(t *testing.T) {
	for _, tt := range []struct{ paths, want []string }{
		{nil, nil},
		{[]string{"/usr/lib", "/usr/lib64", "/usr/lib/go", "/usr/lib/"}, []string{"/usr/lib", "/usr/lib64"}},
		{[]string{"/a/b/c", "/a/bc", "/a/b"}, []string{"/a/b", "/a/bc"}},
	} {
		if got := outermost(tt.paths); !slices.Equal(got, tt.want) {
			t.Errorf("%v: %v, want %v", tt.paths, got, tt.want)
		}
	}
}

func TestScratchInside(t *testing.T) {
	for path, want := range map[string]string{"/usr": "/tmp", "/tmpfiles": "/tmp", "/tmp": "/scratch-space", "/tmp/x/../y": "/scratch-space"} {
		if got := scratchInside([]string{"/lib", path}); got != want {
			t.Errorf("%s is shown: %s, want %s", path, got, want)
		}
	}
}
