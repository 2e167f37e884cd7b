package handin

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// find lists the files below a path. closer is nil if there is nothing to close.
func find(p string) (files []file, closer func() error, err error) {
	info, err := os.Lstat(p)
	if err != nil {
		return nil, nil, fmt.Errorf("find submissions: %w", err)
	}
	target, err := os.Stat(p)
	switch {
	case err == nil && target.IsDir(): // the teacher's own link to a folder is no harm
		files, err = folder(p)
		return files, nil, err
	case strings.EqualFold(filepath.Ext(p), ".zip") && info.Mode().IsRegular():
		return archive(p)
	}
	return []file{onDisk(filepath.Base(p), p, info)}, nil, nil
}

// folder lists the notebooks below a folder.
func folder(root string) ([]file, error) {
	var files []file
	var tops []string
	seen := 0
	root, err := filepath.EvalSymlinks(root)
	if err != nil {
		return nil, fmt.Errorf("find submissions: %w", err)
	}
	err = filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(root, p)
		name := filepath.ToSlash(rel)
		if err != nil {
			if name == "." {
				return err
			}
			files = append(files, file{name: name, refused: "it cannot be read: " + reason(err)})
			return nil
		}
		if name == "." {
			return nil
		}
		if seen++; seen > MaxFiles {
			return fmt.Errorf("more than %d files", MaxFiles)
		}
		switch {
		case passed(d.Name()) && d.IsDir():
			return fs.SkipDir
		case passed(d.Name()):
		case d.IsDir() && strings.Count(name, "/") >= MaxDepth:
			files = append(files, file{name: name, refused: fmt.Sprintf("it is below more than %d folders", MaxDepth)})
			return fs.SkipDir
		case d.IsDir():
			if !strings.Contains(name, "/") {
				tops = append(tops, name)
			}
		case strings.EqualFold(path.Ext(name), ".zip"):
			files = append(files, file{name: name, refused: "it is an archive in a folder: name it itself, or unpack it"})
		case strings.EqualFold(path.Ext(name), ".ipynb"), !strings.Contains(name, "/") && !strings.EqualFold(path.Ext(name), ".csv"):
			info, err := d.Info()
			if err != nil {
				files = append(files, file{name: name, refused: "it cannot be read: " + reason(err)})
				return nil
			}
			files = append(files, onDisk(name, p, info))
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("find submissions in %s: %w", root, err)
	}
	return empty(files, tops), nil
}

// empty adds the folders at the top in which there is nothing.
func empty(files []file, tops []string) []file {
	has := map[string]bool{}
	for _, f := range files {
		top, _, _ := strings.Cut(f.name, "/")
		has[top] = true
	}
	for _, top := range tops {
		if !has[top] {
			has[top] = true
			files = append(files, file{name: top, refused: "there is no notebook in it"})
		}
	}
	return files
}

// onDisk is a file of which Lstat says info.
func onDisk(name, p string, info fs.FileInfo) file {
	f := file{name: name}
	switch {
	case info.Mode()&fs.ModeSymlink != 0:
		f.refused = "it is a symbolic link"
	case !info.Mode().IsRegular():
		f.refused = "it is not an ordinary file"
	case linked(info):
		f.refused = "it is a hard link: the file has another name too"
	case !strings.EqualFold(path.Ext(name), ".ipynb"):
		f.refused = "it is not a notebook"
	case info.Size() > MaxFile:
		f.refused = fmt.Sprintf("it is larger than %d MiB", MaxFile>>20)
	}
	f.read = func() ([]byte, error) { return readSame(p, info) }
	return f
}

// readSame reads a file if it is still the one of which info was taken.
func readSame(p string, info fs.FileInfo) ([]byte, error) {
	again, err := os.Lstat(p)
	if err != nil || !os.SameFile(info, again) || !again.Mode().IsRegular() {
		return nil, &RefusedError{"it changed while it was read"}
	}
	f, err := os.Open(p)
	if err != nil {
		return nil, &RefusedError{"it cannot be read: " + reason(err)}
	}
	defer f.Close()
	if now, err := f.Stat(); err != nil || !os.SameFile(info, now) {
		return nil, &RefusedError{"it changed while it was read"}
	}
	return limited(f)
}

// limited reads at most as much as a notebook may have.
func limited(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxFile+1))
	if err != nil {
		return nil, &RefusedError{"it cannot be read: " + reason(err)}
	}
	if len(data) > MaxFile {
		return nil, &RefusedError{fmt.Sprintf("it is larger than %d MiB", MaxFile>>20)}
	}
	return data, nil
}

// reason is an error without the path, which is told anyway.
func reason(err error) string {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err.Error()
	}
	return err.Error()
}
