// Files: a temporary folder and fstest.MapFS, read in parallel, the same result each way.
package main

import (
	"bufio"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing/fstest"
)

type stat struct {
	Path  string
	Lines int
	Bytes int64
	Sum   string
}

func examine(fsys fs.FS, path string) (s stat, err error) {
	f, err := fsys.Open(path)
	if err != nil {
		return stat{}, err
	}
	defer func() {
		if cerr := f.Close(); cerr != nil && err == nil {
			err = cerr
		}
	}()
	h := sha256.New()
	sc := bufio.NewScanner(io.TeeReader(f, h))
	s.Path = path
	for sc.Scan() {
		s.Lines++
		s.Bytes += int64(len(sc.Text()))
	}
	s.Sum = fmt.Sprintf("%x", h.Sum(nil))[:8]
	return s, sc.Err()
}

func sequential(fsys fs.FS) (out []stat, err error) {
	err = fs.WalkDir(fsys, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if d.Name() == "skip" {
				return fs.SkipDir
			}
			return nil
		}
		s, err := examine(fsys, path)
		if err != nil {
			return fmt.Errorf("examine %s: %w", path, err)
		}
		out = append(out, s)
		return nil
	})
	return out, err
}

func parallel(fsys fs.FS, n int) []stat {
	paths := make(chan string)
	go func() {
		defer close(paths)
		fs.WalkDir(fsys, ".", func(path string, d fs.DirEntry, err error) error {
			if d.IsDir() && d.Name() == "skip" {
				return fs.SkipDir
			}
			if !d.IsDir() {
				paths <- path
			}
			return nil
		})
	}()
	var mu sync.Mutex
	var out []stat
	var wg sync.WaitGroup
	for range n {
		wg.Go(func() {
			for p := range paths {
				s, err := examine(fsys, p)
				if err != nil {
					continue
				}
				mu.Lock()
				out = append(out, s)
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	slices.SortFunc(out, func(a, b stat) int { return strings.Compare(a.Path, b.Path) })
	return out
}

func main() {
	mem := fstest.MapFS{
		"a.txt":          {Data: []byte("one\ntwo\n")},
		"dir/b.txt":      {Data: []byte("three")},
		"dir/sub/c.txt":  {Data: []byte(strings.Repeat("line\n", 100))},
		"skip/hidden.md": {Data: []byte("no")},
	}
	s, err := sequential(mem)
	fmt.Println(s, err)
	fmt.Println("same:", slices.Equal(s, parallel(mem, 3)))

	dir, err := os.MkdirTemp("", "files")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	for name, f := range mem {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			panic(err)
		}
		if err := os.WriteFile(p, f.Data, 0o644); err != nil {
			panic(err)
		}
	}
	fmt.Println("same on disk:", slices.Equal(s, parallel(os.DirFS(dir), 4)))

	_, err = examine(os.DirFS(dir), "missing.txt")
	var pe *fs.PathError
	fmt.Println(errors.Is(err, fs.ErrNotExist), errors.As(err, &pe), pe.Op, pe.Path)
	f, _ := os.OpenFile(filepath.Join(dir, "a.txt"), os.O_APPEND|os.O_WRONLY, 0)
	fmt.Fprintf(f, "%s\n", "three")
	f.Close()
	data, _ := os.ReadFile(filepath.Join(dir, "a.txt"))
	fmt.Printf("%q\n", data)
}
