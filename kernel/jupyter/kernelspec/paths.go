package kernelspec

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// An Environment is what decides where Jupyter looks for its files. Host fills it in; tests
// make their own.
type Environment struct {
	GOOS   string // as runtime.GOOS
	Home   string
	Getenv func(string) string
	Python Python
}

// Python is the Python installation that Jupyter runs on, as far as it can be told.
type Python struct {
	Prefix  string // sys.prefix; "" if there is no Python
	Virtual bool   // a virtual environment, whose files go before the user's
}

// Host describes this process's environment. It may run `python3` once to learn its prefix when
// the one on PATH is a launcher script (pyenv); that takes some 20 ms.
func Host() Environment {
	home, _ := os.UserHomeDir() // "" then leaves out the user's folders
	return Environment{GOOS: runtime.GOOS, Home: home, Getenv: os.Getenv, Python: findPython(os.Getenv)}
}

// SearchPath returns the data folders that Jupyter searches, best first, as `jupyter --paths`
// prints them under "data". Kernels are in the subfolder "kernels" of each.
//
// JUPYTER_PATH comes first. The user's folders come before those of the Python prefix, except in
// a virtual environment or with JUPYTER_PREFER_ENV_PATH; the system's come last.
func (e Environment) SearchPath() []string {
	var paths []string
	for _, p := range filepath.SplitList(e.Getenv("JUPYTER_PATH")) {
		if p != "" {
			paths = append(paths, filepath.Clean(p))
		}
	}
	first, second := e.userDirs(), e.prefixDirs()
	if e.prefersPrefix() {
		first, second = second, first
	}
	paths = append(paths, first...)
	paths = append(paths, second...)
	paths = append(paths, e.systemDirs()...)

	var unique []string
	for _, p := range paths {
		if !slices.Contains(unique, p) {
			unique = append(unique, p)
		}
	}
	return unique
}

// UserDir returns the user's data folder, where an install for one user goes. "" if there is none.
func (e Environment) UserDir() string {
	if dir := e.Getenv("JUPYTER_DATA_DIR"); dir != "" {
		return filepath.Clean(dir)
	}
	platform := e.set("JUPYTER_PLATFORM_DIRS")
	switch {
	case e.GOOS == "windows" && platform && e.Getenv("LOCALAPPDATA") != "":
		return filepath.Join(e.Getenv("LOCALAPPDATA"), "Jupyter")
	case e.GOOS == "windows" && e.Getenv("APPDATA") != "":
		return filepath.Join(e.Getenv("APPDATA"), "jupyter")
	case e.Home == "":
		return ""
	case e.GOOS == "windows":
		return filepath.Join(e.Home, ".jupyter", "data")
	case e.GOOS == "darwin" && platform:
		return filepath.Join(e.Home, "Library", "Application Support", "Jupyter")
	case e.GOOS == "darwin":
		return filepath.Join(e.Home, "Library", "Jupyter")
	case e.Getenv("XDG_DATA_HOME") != "":
		return filepath.Join(e.Getenv("XDG_DATA_HOME"), "jupyter")
	}
	return filepath.Join(e.Home, ".local", "share", "jupyter")
}

// RuntimeDir returns the folder for connection files of running kernels. "" if there is none.
func (e Environment) RuntimeDir() string {
	if dir := e.Getenv("JUPYTER_RUNTIME_DIR"); dir != "" {
		return filepath.Clean(dir)
	}
	if dir := e.UserDir(); dir != "" {
		return filepath.Join(dir, "runtime")
	}
	return ""
}

func (e Environment) userDirs() []string {
	var dirs []string
	if dir := e.UserDir(); dir != "" {
		dirs = append(dirs, dir)
	}
	// Python's user base; a virtual environment does not see it.
	if base := e.Getenv("PYTHONUSERBASE"); base != "" && !e.Python.Virtual {
		dirs = append(dirs, filepath.Join(base, "share", "jupyter"))
	} else if e.Home != "" && e.GOOS != "windows" && !e.Python.Virtual {
		dirs = append(dirs, filepath.Join(e.Home, ".local", "share", "jupyter"))
	}
	return dirs
}

func (e Environment) prefixDirs() []string {
	if e.Python.Prefix == "" {
		return nil
	}
	dir := filepath.Join(e.Python.Prefix, "share", "jupyter")
	if slices.Contains(e.systemDirs(), dir) {
		return nil // it keeps its place among the system's
	}
	return []string{dir}
}

func (e Environment) systemDirs() []string {
	switch platform := e.set("JUPYTER_PLATFORM_DIRS"); {
	case e.GOOS == "windows":
		// Any user may write to PROGRAMDATA, so Jupyter wants to be told to trust it.
		if dir := e.Getenv("PROGRAMDATA"); dir != "" && e.set("JUPYTER_USE_PROGRAMDATA") {
			return []string{filepath.Join(dir, "jupyter")}
		}
		return nil
	case platform && e.GOOS == "darwin":
		return []string{"/Library/Application Support/Jupyter"}
	case platform && e.Getenv("XDG_DATA_DIRS") != "":
		var dirs []string
		for _, dir := range filepath.SplitList(e.Getenv("XDG_DATA_DIRS")) {
			dirs = append(dirs, filepath.Join(dir, "jupyter"))
		}
		return dirs
	}
	return []string{"/usr/local/share/jupyter", "/usr/share/jupyter"}
}

func (e Environment) prefersPrefix() bool {
	if e.Getenv("JUPYTER_PREFER_ENV_PATH") != "" {
		return e.set("JUPYTER_PREFER_ENV_PATH")
	}
	return e.Python.Virtual
}

// set follows jupyter_core: a variable is on unless it is empty or says no.
func (e Environment) set(name string) bool {
	switch strings.ToLower(e.Getenv(name)) {
	case "", "no", "n", "false", "off", "0", "0.0":
		return false
	}
	return true
}
