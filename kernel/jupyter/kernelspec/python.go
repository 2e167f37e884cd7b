package kernelspec

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// findPython looks for the Python that a `jupyter` typed into the same shell would use: the
// active virtual environment, then the first Python on PATH.
func findPython(getenv func(string) string) Python {
	if dir := getenv("VIRTUAL_ENV"); dir != "" {
		return Python{Prefix: filepath.Clean(dir), Virtual: true}
	}
	if dir := getenv("CONDA_PREFIX"); dir != "" {
		base := getenv("CONDA_DEFAULT_ENV")
		return Python{Prefix: filepath.Clean(dir), Virtual: base != "" && base != "base"}
	}
	for _, name := range []string{"python3", "python"} {
		path, err := exec.LookPath(name)
		if err != nil {
			continue
		}
		if p, ok := prefixOf(path); ok {
			return p
		}
		if p, ok := askPython(path); ok {
			return p
		}
	}
	return Python{}
}

// prefixOf derives the prefix from where the program lies: <prefix>/bin/python3, or a link to
// one. A virtual environment is known by its pyvenv.cfg, which Python itself looks for before
// it follows links.
func prefixOf(path string) (Python, bool) {
	prefix := filepath.Dir(filepath.Dir(path))
	if isFile(filepath.Join(prefix, "pyvenv.cfg")) {
		return Python{Prefix: prefix, Virtual: true}, true
	}
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		return Python{}, false
	}
	prefix = filepath.Dir(filepath.Dir(real))
	if libs, _ := filepath.Glob(filepath.Join(prefix, "lib", "python3*", "os.py")); len(libs) > 0 {
		return Python{Prefix: prefix}, true
	}
	// Windows has <prefix>\python.exe and <prefix>\Lib.
	if prefix = filepath.Dir(real); isFile(filepath.Join(prefix, "Lib", "os.py")) {
		return Python{Prefix: prefix}, true
	}
	return Python{}, false
}

// askPython runs Python for the case that the program on PATH is a launcher.
func askPython(path string) (Python, bool) {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, path, "-I", "-c", "import sys; print(sys.prefix); print(sys.prefix != sys.base_prefix)")
	cmd.Dir = os.TempDir()
	cmd.WaitDelay = 5 * time.Second
	out, err := cmd.Output()
	lines := strings.Split(strings.ReplaceAll(string(out), "\r\n", "\n"), "\n")
	if err != nil || len(lines) < 2 || !filepath.IsAbs(lines[0]) {
		return Python{}, false
	}
	return Python{Prefix: filepath.Clean(lines[0]), Virtual: lines[1] == "True"}, true
}
