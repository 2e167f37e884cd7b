package native

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"weft/kernel/engine/native/kit"
)

// A folder holds the builds of one Engine. A lock in it says that the Engine lives, so that the next one
// removes it after a process that could not.
type folder struct {
	path string
	lock *os.File
}

const lockName = "lock"

// newFolder makes a folder beside the kits, and removes those that nobody uses any more.
func newFolder(o kit.Options) (*folder, error) {
	base, err := o.Folder()
	if err != nil {
		return nil, err
	}
	base = filepath.Join(base, "sessions")
	if err := os.MkdirAll(base, 0o700); err != nil {
		return nil, fmt.Errorf("make the folder of compiled cells: %w", err)
	}
	removeStale(base)
	// Who removes stale folders may take a new one for one of them before it is locked.
	for range 5 {
		var f *folder
		if f, err = makeFolder(base); err == nil {
			return f, nil
		}
	}
	return nil, fmt.Errorf("make the folder of compiled cells: %w", err)
}

func makeFolder(base string) (*folder, error) {
	path, err := os.MkdirTemp(base, "cells-")
	if err != nil {
		return nil, err
	}
	f := &folder{path: path}
	f.lock, err = os.OpenFile(filepath.Join(path, lockName), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err == nil {
		err = lockFile(f.lock)
	}
	if err != nil {
		return nil, errors.Join(err, f.remove())
	}
	return f, nil
}

// removeStale is best effort: another time will do. A folder without a lock is being made.
func removeStale(base string) {
	locks, _ := filepath.Glob(filepath.Join(base, "cells-*", lockName))
	for _, name := range locks {
		f, err := os.OpenFile(name, os.O_RDWR, 0)
		if err != nil {
			continue
		}
		if lockFile(f) == nil {
			os.RemoveAll(filepath.Dir(name))
		}
		f.Close()
	}
}

func (f *folder) remove() error {
	if f == nil {
		return nil
	}
	err := os.RemoveAll(f.path)
	if f.lock != nil {
		f.lock.Close() // after: nobody else may begin to remove it
	}
	return err
}
