package main

import (
	"runtime/debug"
	"strings"
	"testing"
)

func TestVersionOf(t *testing.T) {
	module := func(v string, settings ...debug.BuildSetting) *debug.BuildInfo {
		return &debug.BuildInfo{Main: debug.Module{Path: "weft", Version: v}, Settings: settings}
	}
	revision := debug.BuildSetting{Key: "vcs.revision", Value: "0123456789abcdef0123"}
	modified := debug.BuildSetting{Key: "vcs.modified", Value: "true"}
	for _, tt := range []struct {
		name   string
		linked string
		info   *debug.BuildInfo
		want   string
	}{
		{"make build", "v1.2.0-3-gabc", module("(devel)"), "v1.2.0-3-gabc"},
		{"go install of a version", "", module("v1.2.0"), "v1.2.0"},
		{"go install in a checkout", "", module("v0.0.0-20260101000000-0123456789ab+dirty"), "v0.0.0-20260101000000-0123456789ab+dirty"},
		{"only the commit is known", "", module("(devel)", revision), "devel-0123456789ab"},
		{"a changed commit", "", module("", revision, modified), "devel-0123456789ab-dirty"},
		{"an archive's source", "", module("(devel)"), "devel"},
		{"no build information", "", nil, "devel"},
	} {
		if got := versionOf(tt.linked, tt.info); got != tt.want {
			t.Errorf("%s: versionOf(%q, %v) = %q, want %q", tt.name, tt.linked, tt.info, got, tt.want)
		}
	}
}

func TestVersionLine(t *testing.T) {
	var out strings.Builder
	if status := run([]string{"--version"}, nil, &out, &out); status != 0 || out.String() != versionLine() {
		t.Errorf("weft --version = status %d, %q; want 0, %q", status, out.String(), versionLine())
	}
	if !strings.HasPrefix(out.String(), "weft "+buildVersion()+" (Go 1.") {
		t.Errorf("weft --version prints %q", out.String())
	}
}
