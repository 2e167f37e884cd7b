package handin

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
)

// archive lists the notebooks in a zip archive. Nothing is unpacked to the disk, and no name in it is a path for us.
func archive(p string) (files []file, closer func() error, err error) {
	f, err := os.Open(p)
	if err != nil {
		return nil, nil, fmt.Errorf("find submissions: %w", err)
	}
	defer func() {
		if err != nil {
			f.Close()
		}
	}()
	info, err := f.Stat()
	if err != nil {
		return nil, nil, fmt.Errorf("find submissions: %w", err)
	}
	if info.Size() > MaxArchive {
		return nil, nil, fmt.Errorf("find submissions in %s: it is larger than %d MiB", p, MaxArchive>>20)
	}
	files, err = list(f, info.Size())
	if err != nil {
		return nil, nil, fmt.Errorf("find submissions in %s: %w", p, err)
	}
	return files, f.Close, nil
}

// maxDirectory bounds what is read of an archive to list it, in bytes.
const maxDirectory = 8 << 20

// list lists the notebooks of an archive.
func list(r io.ReaderAt, size int64) ([]file, error) {
	source := &rationed{r: r, left: maxDirectory}
	z, err := zip.NewReader(source, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, err
	}
	source.left = -1
	if len(z.File) > MaxFiles {
		return nil, fmt.Errorf("more than %d files", MaxFiles)
	}
	total := int64(MaxTotal)
	var files []file
	var tops []string
	for _, entry := range z.File {
		if of(entry.Name, passed) && unsafeName(entry.Name) == "" {
			continue
		}
		if top, _, below := strings.Cut(entry.Name, "/"); below && unsafeName(entry.Name) == "" {
			tops = append(tops, top)
		}
		f := file{name: strings.TrimSuffix(entry.Name, "/")}
		f.read = func() ([]byte, error) { return unpack(entry, &total) }
		switch unsafe := unsafeName(entry.Name); {
		case unsafe != "":
			f.name, f.refused, f.alone = Clean(path.Base(strings.ReplaceAll(entry.Name, `\`, "/"))), unsafe, true
		case strings.HasSuffix(entry.Name, "/") && entry.Mode().IsDir():
			continue
		case entry.Mode()&fs.ModeSymlink != 0:
			f.refused = "it is a symbolic link"
		case !entry.Mode().IsRegular():
			f.refused = "it is not an ordinary file"
		case strings.EqualFold(path.Ext(entry.Name), ".zip"):
			f.refused = "it is an archive in an archive: unpack it"
		case !strings.EqualFold(path.Ext(entry.Name), ".ipynb"):
			if strings.Contains(entry.Name, "/") || strings.EqualFold(path.Ext(entry.Name), ".csv") {
				continue
			}
			f.refused = "it is not a notebook"
		case strings.Count(entry.Name, "/") > MaxDepth:
			f.refused = fmt.Sprintf("it is below more than %d folders", MaxDepth)
		case entry.Flags&1 != 0:
			f.refused = "it is encrypted"
		case entry.UncompressedSize64 > MaxFile:
			f.refused = fmt.Sprintf("it is larger than %d MiB", MaxFile>>20)
		}
		files = append(files, f)
	}
	return below(empty(files, tops)), nil
}

// below takes a folder that is around everything away, as archives often have one.
func below(files []file) []file {
	var top string
	for i, f := range files {
		first, rest, ok := strings.Cut(f.name, "/")
		if i == 0 {
			top = first
		}
		if !ok || rest == "" || f.alone || first != top || len(files) == 1 {
			return files
		}
	}
	for i, f := range files {
		files[i].name = strings.TrimPrefix(f.name, top+"/")
	}
	return files
}

// unpack reads an entry, whatever size it claims to have.
func unpack(entry *zip.File, total *int64) ([]byte, error) {
	if *total <= 0 {
		return nil, &RefusedError{fmt.Sprintf("the archive's notebooks are larger than %d MiB together", MaxTotal>>20)}
	}
	r, err := entry.Open()
	if err != nil {
		return nil, &RefusedError{"it cannot be read: " + err.Error()}
	}
	defer r.Close()
	data, err := limited(r)
	if *total -= int64(len(data)); err != nil {
		*total -= MaxFile // at most so much was unpacked
	}
	return data, err
}

// unsafeName says what is wrong with a name in an archive.
func unsafeName(name string) string {
	switch {
	case strings.ContainsAny(name, "\\:\x00"):
		return "its name leads elsewhere, or cannot be one: " + printable(name)
	case path.IsAbs(name), of(name, func(part string) bool { return part == ".." }):
		return "its name leads out of the archive: " + printable(name)
	case name == "" || of(strings.TrimSuffix(name, "/"), func(part string) bool { return part == "" || part == "." }):
		return "its name is not one of a file: " + printable(name)
	}
	return ""
}

// of reports whether one of the parts of a name is such.
func of(name string, such func(part string) bool) bool {
	for part := range strings.SplitSeq(name, "/") {
		if such(part) {
			return true
		}
	}
	return false
}

// rationed reads no more than it has left; below 0 is without end.
type rationed struct {
	r    io.ReaderAt
	left int64
}

func (r *rationed) ReadAt(p []byte, at int64) (int, error) {
	if r.left >= 0 {
		if r.left -= int64(len(p)); r.left < 0 {
			return 0, errors.New("its directory is too large")
		}
	}
	return r.r.ReadAt(p, at)
}
