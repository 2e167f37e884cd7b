package kit

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"
)

// launcherText is a program that does for a sandbox what weft's own executable could do too: but that is twenty times
// larger, and needs ten times as long to start.
const launcherText = `package main

import (
	"os"

	"weft/engine/sandbox"
)

func main() {
	if !sandbox.IsLauncher(os.Args) {
		os.Exit(2)
	}
	os.Exit(sandbox.Launch())
}
`

// Launcher makes the program that confines others for package sandbox, and returns its path. On systems without such a
// sandbox the path is "".
func (k *Kit) Launcher(ctx context.Context) (string, error) {
	if runtime.GOOS != "linux" || runtime.GOARCH != "amd64" && runtime.GOARCH != "arm64" {
		return "", nil
	}
	path := filepath.Join(k.dir, "launcher-"+k.edition)
	r, err := k.Build(ctx, Job{Output: path, Packages: []Package{{Path: "main", Files: []File{{"launcher.go", launcherText}}}}})
	if err == nil && len(r.Diagnostics) > 0 {
		err = fmt.Errorf("%v", r.Diagnostics)
	}
	if err != nil {
		return "", fmt.Errorf("make the launcher of confined programs: %w", err)
	}
	return path, nil
}
