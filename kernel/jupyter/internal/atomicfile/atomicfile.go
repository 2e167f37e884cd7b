// Package atomicfile replaces files as a whole: readers see the old content or the new one, never
// a part, and a full disk costs nothing. It knows no format.
package atomicfile

import (
	"os"
	"path/filepath"
)

// Write puts data at path with the given mode. pattern names the temporary file beside it, as in
// os.CreateTemp; on an error nothing of it stays.
func Write(path string, data []byte, mode os.FileMode, pattern string) error {
	f, err := os.CreateTemp(filepath.Dir(path), pattern)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Chmod(f.Name(), mode)
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}
