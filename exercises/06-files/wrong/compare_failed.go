// fails: 6.compare in compare: counts are compared with those of the first strategy, even if it failed
//go:build ignore

package solution

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"path"
	"sync"
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
	defer func() {
		if c.Err != nil {
			c = Count{Path: name, Err: c.Err}
		}
	}()
	c.Path = name
	if c.Err = ctx.Err(); c.Err != nil {
		return c
	}
	f, err := fsys.Open(name)
	if err != nil {
		c.Err = err
		return c
	}
	defer f.Close()
	buf := make([]byte, 32*1024)
	in, last := false, byte('\n')
	for {
		if c.Err = ctx.Err(); c.Err != nil {
			return c
		}
		n, err := f.Read(buf)
		for _, b := range buf[:n] {
			if b == '\n' {
				c.Lines++
			}
			sp := b == ' ' || b == '\t' || b == '\r' || b == '\n'
			if !sp && !in {
				c.Words++
			}
			in, last = !sp, b
		}
		c.Bytes += int64(n)
		if errors.Is(err, io.EOF) {
			if last != '\n' {
				c.Lines++
			}
			return c
		}
		if err != nil {
			c.Err = err
			return c
		}
	}
}

func Sequential(ctx context.Context, fsys fs.FS, paths []string) ([]Count, error) {
	return Bounded(1)(ctx, fsys, paths)
}

func Bounded(workers int) Strategy {
	workers = max(workers, 1)
	return func(ctx context.Context, fsys fs.FS, paths []string) ([]Count, error) {
		counts := make([]Count, len(paths))
		jobs := make(chan int)
		var wg sync.WaitGroup
		for range min(workers, len(paths)) {
			wg.Go(func() {
				for i := range jobs {
					counts[i] = countFile(ctx, fsys, paths[i])
				}
			})
		}
		for i := range paths {
			jobs <- i
		}
		close(jobs)
		wg.Wait()
		return counts, ctx.Err()
	}
}

func ByFolder(ctx context.Context, fsys fs.FS, paths []string) ([]Count, error) {
	counts := make([]Count, len(paths))
	folders := map[string][]int{}
	for i, p := range paths {
		folders[path.Dir(p)] = append(folders[path.Dir(p)], i)
	}
	var wg sync.WaitGroup
	for _, idx := range folders {
		wg.Go(func() {
			for _, i := range idx {
				counts[i] = countFile(ctx, fsys, paths[i])
			}
		})
	}
	wg.Wait()
	return counts, ctx.Err()
}

func same(a, b []Count) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		x, y := a[i], b[i]
		if x.Path != y.Path || x.Lines != y.Lines || x.Words != y.Words || x.Bytes != y.Bytes || (x.Err == nil) != (y.Err == nil) {
			return false
		}
	}
	return true
}

func Compare(ctx context.Context, fsys fs.FS, paths []string, list []Named) (rows []Row, best string) {
	var ref []Count
	haveRef := false
	bestTook := time.Duration(-1)
	for _, s := range list {
		if err := ctx.Err(); err != nil {
			rows = append(rows, Row{Name: s.Name, Err: err})
			continue
		}
		start := time.Now()
		counts, err := s.Run(ctx, fsys, paths)
		row := Row{Name: s.Name, Took: time.Since(start), Err: err}
		if !haveRef {
			ref, haveRef = counts, true
		}
		if err == nil {
			if !haveRef {
				ref, haveRef = counts, true
			}
			row.Same = same(ref, counts)
		}
		if row.Same && (bestTook < 0 || row.Took < bestTook) {
			best, bestTook = row.Name, row.Took
		}
		rows = append(rows, row)
	}
	return rows, best
}
