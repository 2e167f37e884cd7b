package native

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"

	"weft/kernel/engine/native/kit"
)

// A folder holds the builds of one Engine. A lock in it says that the Engine lives, so that the next one
// removes it after a process that could not.
type folder struct {
	path string
	lock *flock.Flock
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
		return nil, kit.Unwritable(err)
	}
	removeStale(base)
	// Another engine that removes stale folders may take a new one for one of them before it is locked.
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
	f := &folder{path: path, lock: flock.New(filepath.Join(path, lockName))}
	ok, err := f.lock.TryLock()
	if !ok && err == nil {
		err = fmt.Errorf("%s is being removed", path)
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
		l := flock.New(name, flock.SetFlag(os.O_RDWR)) // never made here
		if ok, _ := l.TryLock(); ok {
			os.RemoveAll(filepath.Dir(name))
			l.Unlock()
		}
	}
}

func (f *folder) remove() error {
	if f == nil {
		return nil
	}
	err := os.RemoveAll(f.path)
	return errors.Join(err, f.lock.Unlock()) // after: nobody else may begin to remove it
}
