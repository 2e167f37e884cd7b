// accepted: a goroutine for each folder that is sent its paths, results over one channel into a map; channels only
//go:build ignore

package solution

import (
	"context"
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

type job struct {
	index int
	path  string
}

type answer struct {
	job
	count Count
}

func reader(ctx context.Context, fsys fs.FS, jobs <-chan job, answers chan<- answer, done chan<- struct{}) {
	for j := range jobs {
		answers <- answer{j, countFile(ctx, fsys, j.path)}
	}
	done <- struct{}{}
}

// gather takes answers until so many readers are done.
func gather(ctx context.Context, paths []string, readers int, answers <-chan answer, done <-chan struct{}) ([]Count, error) {
	byIndex := map[int]Count{}
	for readers > 0 {
		select {
		case a := <-answers:
			byIndex[a.index] = a.count
		case <-done:
			readers--
		}
	}
	var counts []Count
	for i, p := range paths {
		c, ok := byIndex[i]
		if !ok {
			c = Count{Path: p, Err: ctx.Err()}
		}
		counts = append(counts, c)
	}
	return counts, ctx.Err()
}

func Bounded(workers int) Strategy {
	return func(ctx context.Context, fsys fs.FS, paths []string) ([]Count, error) {
		jobs, answers, done := make(chan job), make(chan answer), make(chan struct{})
		n := max(workers, 1)
		for range n {
			go reader(ctx, fsys, jobs, answers, done)
		}
		go func() {
			defer close(jobs)
			for i, p := range paths {
				select {
				case jobs <- job{i, p}:
				case <-ctx.Done():
					return
				}
			}
		}()
		return gather(ctx, paths, n, answers, done)
	}
}

func ByFolder(ctx context.Context, fsys fs.FS, paths []string) ([]Count, error) {
	answers, done := make(chan answer), make(chan struct{})
	folders := map[string]chan job{}
	for i, p := range paths {
		jobs, ok := folders[path.Dir(p)]
		if !ok {
			jobs = make(chan job, len(paths))
			folders[path.Dir(p)] = jobs
		}
		jobs <- job{i, p}
	}
	for _, jobs := range folders {
		close(jobs)
		go reader(ctx, fsys, jobs, answers, done)
	}
	return gather(ctx, paths, len(folders), answers, done)
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
