package main

import (
	"context"
	"io"
	"io/fs"
	"path"
	"time"

	"weft/exercises/06-files/cases"
)

// files is a file system for one call of the submission. It has Open only, and it orders nobody: what is written to
// while the submission runs belongs to one file that is open.
type files struct {
	*bench
	call int
	id   map[string]int // by path
	ends time.Duration  // when ctx ends, since the begin of the case; 0: never
	over bool           // it has ended before

	slower float64 // milliseconds
}

// late reports whether ctx has ended.
func (fsys *files) late() bool {
	return fsys.over || fsys.ends > 0 && fsys.p.Now() > fsys.ends
}

func (fsys *files) Open(name string) (fs.File, error) {
	id, asked := fsys.id[name]
	does, ok := fsys.files[name]
	if !asked {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	fsys.p.MarkHere(cases.Opening, id)
	if fsys.late() {
		fsys.p.MarkHere(cases.LateOpen, id)
	}
	span := fsys.p.Begin(cases.FileSpan, id)
	fsys.wait(cases.OpenMillis)
	fails := does.Fails
	if !ok {
		fails = cases.Missing
	}
	if fails == cases.Missing || fails == cases.Locked {
		span.End(true)
		return nil, &fs.PathError{Op: "open", Path: name, Err: fsys.known(fails)}
	}
	return &file{fsys: fsys, id: id, does: does, span: span}, nil
}

// wait is what calls take; they know nothing of ctx.
func (fsys *files) wait(ms float64) {
	if ms > 0 {
		_ = fsys.p.Sleep(context.Background(), millis(ms))
	}
}

// A file that is open.
type file struct {
	fsys *files
	id   int
	does cases.File
	span interface{ End(failed bool) }

	block, nth, at int  // where the next Read begins
	touched        bool // the block was read before
	biggest        int  // buffer
	closed         bool
}

func (f *file) Read(p []byte) (n int, err error) {
	probe := f.fsys.p
	if len(p) > max(f.biggest, cases.MaxBuffer) {
		f.biggest = len(p)
		probe.MarkHere(cases.BigRead, len(p))
	}
	if f.fsys.late() {
		probe.MarkHere(cases.LateRead, f.id)
	}
	if f.closed {
		probe.MarkHere(cases.DeadRead, f.id)
		return 0, &fs.PathError{Op: "read", Path: f.does.Path, Err: fs.ErrClosed}
	}
	if f.block == len(f.does.Blocks) {
		return 0, f.end()
	}
	if len(p) == 0 {
		return 0, nil
	}
	block := f.does.Blocks[f.block]
	if !f.touched {
		f.touched = true
		span := probe.Begin(cases.ReadSpan, f.id)
		f.fsys.wait(block.Millis + f.fsys.slower)
		span.End(false)
	}
	n = copy(p, block.Text[f.at:])
	f.advance(n)
	if f.block == len(f.does.Blocks) && (f.does.WithEOF || f.does.WithError) {
		return n, f.end()
	}
	return n, nil
}

// advance goes n bytes on, which do not go beyond the block.
func (f *file) advance(n int) {
	block := f.does.Blocks[f.block]
	if f.at += n; f.at < len(block.Text) {
		return
	}
	f.at, f.touched = 0, false
	if f.nth++; f.nth < max(block.Times, 1) {
		return
	}
	f.nth = 0
	f.block++
}

// end is what comes after the last block.
func (f *file) end() error {
	if f.does.Fails != "" {
		return &fs.PathError{Op: "read", Path: f.does.Path, Err: f.fsys.known(f.does.Fails)}
	}
	return io.EOF
}

func (f *file) Close() error {
	if f.closed {
		f.fsys.p.MarkHere(cases.DeadClose, f.id)
		return &fs.PathError{Op: "close", Path: f.does.Path, Err: fs.ErrClosed}
	}
	f.closed = true
	f.span.End(false)
	return nil
}

func (f *file) Stat() (fs.FileInfo, error) { return info{f.does}, nil }

// info is what is known of a file.
type info struct{ does cases.File }

func (i info) Size() (sum int64) {
	for _, b := range i.does.Blocks {
		sum += int64(len(b.Text) * max(b.Times, 1))
	}
	return sum
}

func (i info) Name() string       { return path.Base(i.does.Path) }
func (i info) Mode() fs.FileMode  { return 0o444 }
func (i info) ModTime() time.Time { return time.Time{} }
func (i info) IsDir() bool        { return false }
func (i info) Sys() any           { return nil }
