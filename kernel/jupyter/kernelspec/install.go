package kernelspec

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A Target says where Install puts a kernel. Exactly one field is set; none means the system's
// folder, for all users.
type Target struct {
	User      bool   // the user's data folder
	SysPrefix bool   // the Python prefix that Jupyter runs on, such as a virtual environment
	Prefix    string // Prefix/share/jupyter
	Dir       string // a data folder, as JUPYTER_PATH lists them
}

// dataDir returns the data folder that t means.
func (e Environment) dataDir(t Target) (string, error) {
	set := 0
	for _, b := range []bool{t.User, t.SysPrefix, t.Prefix != "", t.Dir != ""} {
		if b {
			set++
		}
	}
	switch {
	case set > 1:
		return "", errors.New("user, Python prefix, prefix and folder exclude each other: choose one")
	case t.User:
		if dir := e.UserDir(); dir != "" {
			return dir, nil
		}
		return "", errors.New("the user has no home folder: set HOME or JUPYTER_DATA_DIR, or give a prefix")
	case t.SysPrefix:
		if e.Python.Prefix == "" {
			return "", errors.New("no Python found: activate the virtual environment that JupyterLab runs in, or give its folder as the prefix")
		}
		return filepath.Join(e.Python.Prefix, "share", "jupyter"), nil
	case t.Prefix != "":
		abs, err := filepath.Abs(t.Prefix)
		return filepath.Join(abs, "share", "jupyter"), err
	case t.Dir != "":
		return filepath.Abs(t.Dir)
	}
	if dirs := e.systemDirs(); len(dirs) > 0 {
		return dirs[0], nil
	}
	return "", errors.New("this system has no folder for all users: install for the user or give a prefix")
}

// Install writes kernel.json and the files (logo-32x32.png, logo-64x64.png, logo-svg.svg; nil
// for none) and returns the kernel's folder. An installed kernel of that name is replaced as a
// whole: Jupyter sees the old one or the new one.
func (e Environment) Install(t Target, name string, s Spec, files fs.FS) (dir string, err error) {
	dir, err = e.Dir(t, name)
	if err != nil {
		return "", fmt.Errorf("install: %w", err)
	}
	if err := s.Check(); err != nil {
		return "", fmt.Errorf("install kernel %s: %w", name, err)
	}
	if err := install(dir, s, files); err != nil {
		return "", fmt.Errorf("install kernel %s in %s: %w", name, dir, advise(err))
	}
	return dir, nil
}

// Dir returns the folder of the kernel of that name where t says, whether it is there or not.
func (e Environment) Dir(t Target, name string) (string, error) {
	name = strings.ToLower(name)
	if err := checkName(name); err != nil {
		return "", err
	}
	data, err := e.dataDir(t)
	if err != nil {
		return "", fmt.Errorf("kernel %s: %w", name, err)
	}
	return filepath.Join(data, "kernels", name), nil
}

// Visible reports whether Jupyter's search path, as e sees it, has dir's kernel in it.
func (e Environment) Visible(dir string) bool {
	return slices.Contains(e.SearchPath(), filepath.Dir(filepath.Dir(dir)))
}

func install(dir string, s Spec, files fs.FS) error {
	kernels := filepath.Dir(dir)
	if err := os.MkdirAll(kernels, 0o755); err != nil {
		return err
	}
	// One level further down than Jupyter looks, so a half-written kernel is never listed.
	work, err := os.MkdirTemp(kernels, ".install-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	fresh := filepath.Join(work, "new")
	if err := os.Mkdir(fresh, 0o755); err != nil {
		return err
	}
	if files != nil {
		if err := os.CopyFS(fresh, files); err != nil {
			return err
		}
	}
	js, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return err
	}
	if err := writeFile(filepath.Join(fresh, specFile), append(js, '\n'), 0o644); err != nil {
		return err
	}
	return replace(fresh, dir, filepath.Join(work, "old"))
}

// replace puts the folder fresh at dir. What was at dir ends up below fresh's parent.
func replace(fresh, dir, old string) error {
	if _, err := os.Lstat(dir); errors.Is(err, fs.ErrNotExist) {
		return os.Rename(fresh, dir)
	}
	if exchange(fresh, dir) == nil {
		return nil
	}
	return replaceInTwo(fresh, dir, old)
}

// replaceInTwo serves systems that cannot swap. If the second step fails the old folder returns.
func replaceInTwo(fresh, dir, old string) error {
	if err := os.Rename(dir, old); err != nil {
		return err
	}
	if err := os.Rename(fresh, dir); err != nil {
		return errors.Join(err, os.Rename(old, dir))
	}
	return nil
}

// Uninstall removes the kernel that Find would find and returns its folder. A kernel of the same
// name further down the search path becomes visible by that.
func (e Environment) Uninstall(name string) (dir string, err error) {
	dir, err = e.locate(name)
	if err != nil {
		return "", fmt.Errorf("uninstall: %w", err)
	}
	return dir, Remove(dir)
}

// Remove removes the kernel's folder dir, as Dir, Find and List name it. It is an error if no kernel is there.
func Remove(dir string) error {
	if !isFile(filepath.Join(dir, specFile)) {
		return fmt.Errorf("uninstall: there is no kernel in %s", dir)
	}
	st, err := os.Lstat(dir)
	if err == nil && st.Mode()&fs.ModeSymlink != 0 {
		err = os.Remove(dir) // jupyter kernelspec install --symlink: the target is not ours
	} else if err == nil {
		err = os.RemoveAll(dir)
	}
	if err != nil {
		return fmt.Errorf("uninstall kernel %s: %w", filepath.Base(dir), advise(err))
	}
	return nil
}

// advise adds what to do about the error that is met most.
func advise(err error) error {
	if errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("%w: choose the user's folder or a prefix that you may write to, or run with the rights of its owner", err)
	}
	return err
}
