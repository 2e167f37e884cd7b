// accepted: the caller owns all state and hands out one path after another; goroutines only read, and report over a channel
//go:build ignore

package solution

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"path"
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

// A result is what a goroutine reports.
type result struct {
	index int
	count Count
}

// meter counts what is written to it.
type meter struct {
	lines, words, bytes int
	last                byte
}

func (m *meter) Write(p []byte) (int, error) {
	for _, b := range p {
		if m.bytes == 0 || m.last == '\n' {
			m.lines++ // a line begins
		}
		if !isBlank(b) && (m.bytes == 0 || isBlank(m.last)) {
			m.words++
		}
		m.bytes++
		m.last = b
	}
	return len(p), nil
}

func isBlank(b byte) bool {
	switch b {
	case ' ', '\t', '\r', '\n':
		return true
	}
	return false
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

func countFile(ctx context.Context, fsys fs.FS, name string) Count {
	fail := func(err error) Count { return Count{Path: name, Err: err} }
	if ctx.Err() != nil {
		return fail(ctx.Err())
	}
	f, err := fsys.Open(name)
	if err != nil {
		return fail(err)
	}
	var m meter
	_, err = io.Copy(&m, readerFunc(func(p []byte) (int, error) {
		select {
		case <-ctx.Done():
			return 0, ctx.Err()
		default:
			return f.Read(p)
		}
	}))
	f.Close()
	if err != nil {
		return fail(err)
	}
	return Count{name, m.lines, m.words, int64(m.bytes), nil}
}

func Sequential(ctx context.Context, fsys fs.FS, paths []string) ([]Count, error) {
	counts := make([]Count, 0, len(paths))
	for _, p := range paths {
		if err := ctx.Err(); err != nil {
			counts = append(counts, Count{Path: p, Err: err})
		} else {
			counts = append(counts, countFile(ctx, fsys, p))
		}
	}
	return counts, ctx.Err()
}

func Bounded(workers int) Strategy {
	if workers < 1 {
		workers = 1
	}
	return func(ctx context.Context, fsys fs.FS, paths []string) ([]Count, error) {
		counts := unfinished(paths)
		results := make(chan result)
		next, open := 0, 0
		for {
			for open < workers && next < len(paths) && ctx.Err() == nil {
				go func(i int) { results <- result{i, countFile(ctx, fsys, paths[i])} }(next)
				next++
				open++
			}
			if open == 0 {
				break
			}
			r := <-results
			counts[r.index] = r.count
			open--
		}
		return closing(ctx, counts)
	}
}

var errUnfinished = errors.New("not finished")

func unfinished(paths []string) []Count {
	counts := make([]Count, len(paths))
	for i, p := range paths {
		counts[i] = Count{Path: p, Err: errUnfinished}
	}
	return counts
}

func closing(ctx context.Context, counts []Count) ([]Count, error) {
	err := ctx.Err()
	for i := range counts {
		if counts[i].Err == errUnfinished {
			counts[i].Err = err
		}
	}
	return counts, err
}

func ByFolder(ctx context.Context, fsys fs.FS, paths []string) ([]Count, error) {
	counts := unfinished(paths)
	waiting := map[string][]int{}
	results := make(chan result)
	open := 0
	begin := func(dir string) {
		list := waiting[dir]
		if len(list) == 0 || ctx.Err() != nil {
			return
		}
		waiting[dir] = list[1:]
		open++
		go func() { results <- result{list[0], countFile(ctx, fsys, paths[list[0]])} }()
	}
	for i, p := range paths {
		waiting[path.Dir(p)] = append(waiting[path.Dir(p)], i)
	}
	for dir := range waiting {
		begin(dir)
	}
	for open > 0 {
		r := <-results
		open--
		counts[r.index] = r.count
		begin(path.Dir(paths[r.index]))
	}
	return closing(ctx, counts)
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
