package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
)

// version is what the linker was told: `make build` and the release builds pass what git describes.
var version string

// buildVersion says which source this program was made from, in every way that it can be built.
func buildVersion() string {
	info, _ := debug.ReadBuildInfo()
	return versionOf(version, info)
}

// versionOf prefers the linker's version, then the module's (`go install MODULE@VERSION`, or a build in a
// checkout, where the go command makes one of the commit), then the bare commit. Source without any of them,
// such as an unpacked archive, is "devel".
func versionOf(linked string, info *debug.BuildInfo) string {
	if linked != "" {
		return linked
	}
	if info == nil {
		return "devel"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	revision := settings["vcs.revision"]
	if revision == "" {
		return "devel"
	}
	v := "devel-" + revision[:min(12, len(revision))]
	if settings["vcs.modified"] == "true" {
		v += "-dirty"
	}
	return v
}

// versionLine is what `weft --version` prints: also the Go release, which is the one of cells, and the platform.
func versionLine() string {
	return fmt.Sprintf("weft %s (Go %s, %s/%s)\n", buildVersion(), strings.TrimPrefix(runtime.Version(), "go"), runtime.GOOS, runtime.GOARCH)
}
