// fails: race: a map of results is written by all goroutines
//go:build ignore

package solution

import (
	"context"
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

func countFile(ctx context.Context, fsys fs.FS, name string) Count {
	c := Count{Path: name}
	if ctx.Err() != nil {
		return Count{Path: name, Err: ctx.Err()}
	}
	f, err := fsys.Open(name)
	if err != nil {
		return Count{Path: name, Err: err}
	}
	defer f.Close()
	buf := make([]byte, 4096)
	inWord, last := false, byte('\n')
	for {
		if ctx.Err() != nil {
			return Count{Path: name, Err: ctx.Err()}
		}
		n, err := f.Read(buf)
		for _, b := range buf[:n] {
			if b == '\n' {
				c.Lines++
			}
			blank := b == ' ' || b == '\t' || b == '\r' || b == '\n'
			if !blank && !inWord {
				c.Words++
			}
			inWord = !blank
			last = b
		}
		c.Bytes += int64(n)
		if err == io.EOF {
			break
		}
		if err != nil {
			return Count{Path: name, Err: err}
		}
	}
	if last != '\n' {
		c.Lines++
	}
	return c
}

func Sequential(ctx context.Context, fsys fs.FS, paths []string) ([]Count, error) {
	var counts []Count
	for _, p := range paths {
		counts = append(counts, countFile(ctx, fsys, p))
	}
	return counts, ctx.Err()
}

func Bounded(workers int) Strategy {
	workers = max(workers, 1)
	return func(ctx context.Context, fsys fs.FS, paths []string) ([]Count, error) {
		byPath := map[string]Count{}
		slots := make(chan struct{}, workers)
		var wg sync.WaitGroup
		for _, p := range paths {
			slots <- struct{}{}
			wg.Add(1)
			go func() {
				defer wg.Done()
				c := countFile(ctx, fsys, p)
				byPath[p] = c
				<-slots
			}()
		}
		wg.Wait()
		var counts []Count
		for _, p := range paths {
			counts = append(counts, byPath[p])
		}
		return counts, ctx.Err()
	}
}

func ByFolder(ctx context.Context, fsys fs.FS, paths []string) ([]Count, error) {
	counts := make([]Count, len(paths))
	folders := map[string][]int{}
	for i, p := range paths {
		dir := path.Dir(p)
		folders[dir] = append(folders[dir], i)
	}
	var wg sync.WaitGroup
	for _, indexes := range folders {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for _, i := range indexes {
				counts[i] = countFile(ctx, fsys, paths[i])
			}
		}()
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
