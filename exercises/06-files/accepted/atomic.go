// accepted: workers take the next number from an atomic counter, of files or of folders; reads of seven bytes
//go:build ignore

package solution

import (
	"container/list"
	"context"
	"errors"
	"io"
	"io/fs"
	"path"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

type Count struct {
	Path         string
	Lines, Words int
	Bytes        int64
	Err          error
}

type Strategy func(ctx context.Context, fsys fs.FS, paths []string) ([]Count, error)

type Named struct {
	Name string
	Run  Strategy
}

type Row struct {
	Name string
	Took time.Duration
	Same bool
	Err  error
}

func countFile(ctx context.Context, fsys fs.FS, name string) (c Count) {
	c.Path = name
	err := func() error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		f, err := fsys.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		var buf [7]byte
		var rest []byte // the last byte, after 1 if it is part of a word
		for {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			n, err := f.Read(buf[:])
			c.Bytes += int64(n)
			c.Lines += strings.Count(string(buf[:n]), "\n")
			for _, b := range buf[:n] {
				if strings.ContainsRune(" \t\r\n", rune(b)) {
					if len(rest) > 0 && rest[0] != 0 {
						c.Words++
					}
					rest = append(rest[:0], 0, b)
				} else {
					rest = append(rest[:0], 1, b)
				}
			}
			if errors.Is(err, io.EOF) {
				if len(rest) > 0 && rest[0] == 1 {
					c.Words++
				}
				if len(rest) > 0 && rest[1] != '\n' {
					c.Lines++
				}
				return nil
			}
			if err != nil {
				return err
			}
		}
	}()
	if err != nil {
		c = Count{Path: name, Err: err}
	}
	return c
}

func Sequential(ctx context.Context, fsys fs.FS, paths []string) ([]Count, error) {
	counts := make([]Count, len(paths))
	workers(ctx, 1, len(paths), func(i int) { counts[i] = countFile(ctx, fsys, paths[i]) })
	return counts, ctx.Err()
}

// workers has n goroutines do all numbers below end.
func workers(ctx context.Context, n, end int, do func(i int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(max(n, 1), end) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := int(next.Add(1)) - 1; i < end; i = int(next.Add(1)) - 1 {
				do(i)
			}
		}()
	}
	wg.Wait()
}

func Bounded(n int) Strategy {
	return func(ctx context.Context, fsys fs.FS, paths []string) ([]Count, error) {
		counts := make([]Count, len(paths))
		workers(ctx, n, len(paths), func(i int) { counts[i] = countFile(ctx, fsys, paths[i]) })
		return counts, ctx.Err()
	}
}

func ByFolder(ctx context.Context, fsys fs.FS, paths []string) ([]Count, error) {
	var folders []*list.List
	names := map[string]*list.List{}
	for i, p := range paths {
		l := names[path.Dir(p)]
		if l == nil {
			l = list.New()
			names[path.Dir(p)] = l
			folders = append(folders, l)
		}
		l.PushBack(i)
	}
	counts := make([]Count, len(paths))
	workers(ctx, len(folders), len(folders), func(k int) {
		for e := folders[k].Front(); e != nil; e = e.Next() {
			i := e.Value.(int)
			counts[i] = countFile(ctx, fsys, paths[i])
		}
	})
	return counts, ctx.Err()
}

func Compare(ctx context.Context, fsys fs.FS, paths []string, list []Named) (rows []Row, best string) {
	var first []Count
	haveFirst := false
	var fastest time.Duration
	for _, named := range list {
		if ctx.Err() != nil {
			rows = append(rows, Row{Name: named.Name, Err: ctx.Err()})
			continue
		}
		start := time.Now()
		counts, err := named.Run(ctx, fsys, paths)
		row := Row{Name: named.Name, Took: time.Since(start), Err: err}
		if err == nil {
			if !haveFirst {
				first, haveFirst = counts, true
			}
			row.Same = sameCounts(first, counts)
		}
		if row.Same && (best == "" || row.Took < fastest) {
			best, fastest = named.Name, row.Took
		}
		rows = append(rows, row)
	}
	return rows, best
}

func sameCounts(a, b []Count) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Path != b[i].Path || a[i].Lines != b[i].Lines || a[i].Words != b[i].Words || a[i].Bytes != b[i].Bytes {
			return false
		}
		if (a[i].Err == nil) != (b[i].Err == nil) {
			return false
		}
	}
	return true
}
