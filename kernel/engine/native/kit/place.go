package kit

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"
)

// place puts a binary of the cache where the caller wants it: as another name of the same file, or as a
// copy where that cannot be.
func place(from, to string) error {
	if err := os.Remove(to); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("place the program: %w", err)
	}
	if os.Link(from, to) == nil {
		return nil
	}
	if err := copyFile(from, to); err != nil {
		return fmt.Errorf("place the program: %w", err)
	}
	return nil
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
