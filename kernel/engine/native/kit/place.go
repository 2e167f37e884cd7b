package kit

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"syscall"
)

// place puts a binary of the cache where the caller wants it: as another name of the same file, or as a
// copy where that cannot be.
func place(from, to string) error {
	if same(from, to) {
		return nil
	}
	// By way of a third name, so that there is a program at every moment if there was one.
	if other := to + ".new-" + rand.Text(); os.Link(from, other) == nil {
		if os.Rename(other, to) == nil {
			return nil
		}
		if err := errors.Join(ignoreAbsent(os.Remove(to)), os.Rename(other, to)); err != nil { // Windows replaces no program that runs
			return fmt.Errorf("place the program: %w", errors.Join(err, os.Remove(other)))
		}
		return nil
	}
	if err := copyFile(from, to); err != nil {
		return fmt.Errorf("place the program: %w", err)
	}
	return nil
}

func same(a, b string) bool {
	ia, errA := os.Stat(a)
	ib, errB := os.Stat(b)
	return errA == nil && errB == nil && os.SameFile(ia, ib)
}

func copyFile(from, to string) (err error) {
	// A process that is started meanwhile would inherit the file open for writing, and the system
	// refuses to execute such a file.
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	r, err := os.Open(from)
	if err != nil {
		return err
	}
	defer r.Close()
	w, err := os.CreateTemp(filepath.Dir(to), ".new-*")
	if err != nil {
		return err
	}
	_, err = io.Copy(w, r)
	err = errors.Join(err, w.Chmod(0o755), w.Close())
	if err == nil {
		err = os.Rename(w.Name(), to)
	}
	if err != nil {
		os.Remove(w.Name())
	}
	return err
}

// linkedFolders are the folders that the packages of a kit lie in if they are links: a container's image brings a kit that
// nobody may write, and a user's own consists of links to it and of what was made since. A confined compiler must be
// let into both.
func linkedFolders(dir string) []string {
	var folders []string
	lib := filepath.Join(dir, "lib")
	entries, _ := os.ReadDir(lib) // without packages there are no links
	for _, e := range entries {
		if e.Type()&os.ModeSymlink == 0 {
			continue
		}
		target, err := filepath.EvalSymlinks(filepath.Join(lib, e.Name()))
		if folder := filepath.Dir(target); err == nil && !slices.Contains(folders, folder) {
			folders = append(folders, folder)
		}
	}
	return folders
}
