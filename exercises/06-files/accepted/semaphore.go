// accepted: a loop takes a slot, or gives up when ctx ends, and starts a goroutine for the file; one byte at a time through a bufio.Reader
//go:build ignore

package solution

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
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

// guarded refuses to read when ctx has ended.
type guarded struct {
	ctx context.Context
	r   io.Reader
}

func (g guarded) Read(p []byte) (int, error) {
	if err := g.ctx.Err(); err != nil {
		return 0, err
	}
	return g.r.Read(p)
}

func countFile(ctx context.Context, fsys fs.FS, name string) (c Count) {
	defer func() {
		if c.Err != nil {
			c = Count{Path: name, Err: fmt.Errorf("count %s: %w", name, c.Err)}
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
	r := bufio.NewReaderSize(guarded{ctx, f}, 64*1024)
	before := byte('\n')
	for {
		b, err := r.ReadByte()
		if err == io.EOF {
			break
		}
		if err != nil {
			c.Err = err
			return c
		}
		c.Bytes++
		if b == '\n' {
			c.Lines++
		}
		if !blank(b) && blank(before) {
			c.Words++
		}
		before = b
	}
	if before != '\n' {
		c.Lines++
	}
	return c
}

func blank(b byte) bool { return strings.IndexByte(" \t\r\n", b) >= 0 }

func Sequential(ctx context.Context, fsys fs.FS, paths []string) ([]Count, error) {
	var counts []Count
	for _, p := range paths {
		counts = append(counts, countFile(ctx, fsys, p))
	}
	return counts, ctx.Err()
}

func Bounded(workers int) Strategy {
	return func(ctx context.Context, fsys fs.FS, paths []string) ([]Count, error) {
		counts := make([]Count, len(paths))
		slots := make(chan struct{}, max(workers, 1))
		var wg sync.WaitGroup
		for i, p := range paths {
			select {
			case slots <- struct{}{}:
			case <-ctx.Done():
				counts[i] = Count{Path: p, Err: ctx.Err()}
				continue
			}
			wg.Go(func() {
				defer func() { <-slots }()
				counts[i] = countFile(ctx, fsys, p)
			})
		}
		wg.Wait()
		return counts, ctx.Err()
	}
}

func ByFolder(ctx context.Context, fsys fs.FS, paths []string) ([]Count, error) {
	counts := make([]Count, len(paths))
	locks := map[string]chan struct{}{} // by folder: closed when the file before is done
	var wg sync.WaitGroup
	for i, p := range paths {
		before, done := locks[path.Dir(p)], make(chan struct{})
		locks[path.Dir(p)] = done
		wg.Go(func() {
			defer close(done)
			if before != nil {
				<-before
			}
			counts[i] = countFile(ctx, fsys, p)
		})
	}
	wg.Wait()
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
