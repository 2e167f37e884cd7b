package submission

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"
)

// A RefusedError is about something handed in that is not read.
type RefusedError struct {
	Path   string
	Reason string
}

func (e *RefusedError) Error() string { return fmt.Sprintf("%s is not read: %s", e.Path, e.Reason) }

// Read reads a Go file, a notebook, or a folder with Go files. Links, special files, binary and oversized ones are
// refused by a *RefusedError. name is the student's; exercise says which cells of a notebook are meant.
func Read(path, name, exercise string) (Submission, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return Submission{}, fmt.Errorf("read submission: %w", err)
	}
	s := Submission{Name: name}
	switch {
	case info.IsDir():
		s.Files, err = readFolder(path)
	case strings.HasSuffix(path, ".ipynb"):
		s.Files, err = readNotebook(path, exercise)
	case strings.HasSuffix(path, ".go"):
		var f File
		f, err = readGo(path)
		s.Files = []File{f}
	default:
		err = &RefusedError{path, "it is neither a .go file, a notebook nor a folder"}
	}
	return s, err
}

func readFolder(dir string) ([]File, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("read submission: %w", err)
	}
	var files []File
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		if len(files) == MaxFiles {
			return nil, &RefusedError{dir, fmt.Sprintf("it has more than %d Go files", MaxFiles)}
		}
		f, err := readGo(filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	if len(files) == 0 && slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return strings.HasSuffix(e.Name(), ".ipynb") }) {
		return nil, &RefusedError{dir, "there are no Go files in it, but a notebook, which is read only by itself: move it out of the folder, or use weft collect"}
	}
	if len(files) == 0 {
		return nil, &RefusedError{dir, "there are no Go files in it"}
	}
	return files, nil
}

func readGo(path string) (File, error) {
	text, err := readText(path, MaxFile)
	if err != nil {
		return File{}, err
	}
	return File{Name: filepath.Base(path), Text: text}, nil
}

// readText reads an ordinary file of UTF-8 text.
func readText(path string, most int64) (string, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return "", fmt.Errorf("read submission: %w", err)
	}
	switch {
	case info.Mode()&fs.ModeSymlink != 0:
		return "", &RefusedError{path, "it is a symbolic link"}
	case !info.Mode().IsRegular():
		return "", &RefusedError{path, "it is not an ordinary file"}
	}
	f, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("read submission: %w", err)
	}
	defer f.Close()
	if now, err := f.Stat(); err != nil || !os.SameFile(info, now) {
		return "", errors.Join(&RefusedError{path, "it changed while it was read"}, err)
	}
	data, err := io.ReadAll(io.LimitReader(f, most+1))
	switch {
	case err != nil:
		return "", fmt.Errorf("read submission: %w", err)
	case int64(len(data)) > most:
		return "", &RefusedError{path, fmt.Sprintf("it is larger than %d KiB", most>>10)}
	case !utf8.Valid(data) || strings.ContainsRune(string(data), 0):
		return "", &RefusedError{path, "it is not text in UTF-8"}
	}
	return strings.TrimPrefix(string(data), "\ufeff"), nil
}
