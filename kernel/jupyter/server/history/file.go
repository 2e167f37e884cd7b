package history

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/gofrs/flock"
)

const (
	maxFile  = 4 << 20 // bytes of the file before the next one begins; there are two
	maxEntry = 1 << 20 // bytes of a line; larger ones are not saved
)

// A record is one line of the file: the start of a session, an input, or an output. Session is
// the first field of the JSON text, see lastSession.
type record struct {
	Session int     `json:"session"`
	Line    int     `json:"line,omitempty"`
	Input   *string `json:"input,omitempty"`
	Output  *string `json:"output,omitempty"`
	Started string  `json:"started,omitempty"` // RFC 3339
}

// A file is where records are kept.
type file struct {
	path string
	max  int64
	vain atomic.Bool // the latest wait for the lock was
}

// beginSession takes the next session number and notes in the file that it is taken. The number
// is good even if there is an error.
func (f *file) beginSession() (int, error) {
	next := 1
	err := f.locked(func() error {
		last, err := f.lastSession()
		if err != nil {
			return err
		}
		next = last + 1
		return f.write(record{Session: next, Started: time.Now().UTC().Format(time.RFC3339)})
	})
	if err != nil {
		if last, e := f.lastSession(); e == nil {
			next = last + 1
		}
		return next, fmt.Errorf("begin a session in %s: %w", f.path, err)
	}
	return next, nil
}

// append adds one record.
func (f *file) append(r record) error {
	if err := f.locked(func() error { return f.write(r) }); err != nil {
		return fmt.Errorf("append to %s: %w", f.path, err)
	}
	return nil
}

// write appends a record with one write. The lock is held.
func (f *file) write(r record) error {
	line, err := json.Marshal(r)
	if err != nil {
		return err
	}
	if len(line) >= maxEntry {
		return nil
	}
	line = append(line, '\n')
	w, err := os.OpenFile(f.path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return bare(err)
	}
	defer w.Close()
	info, err := w.Stat()
	if err != nil {
		return bare(err)
	}
	size := info.Size()
	if size > 0 && size+int64(len(line)) > f.max {
		w.Close()
		return f.rotate(r)
	}
	if size > 0 && !endsLine(w, size) { // a kernel has died while it wrote
		line = append([]byte("\n"), line...)
	}
	if _, err := w.Write(line); err != nil {
		// No half line: the next one would be lost with it. The error of the write is the one to tell.
		_ = w.Truncate(size)
		return bare(err)
	}
	return nil
}

// rotate begins a new file, with the last session's number in it, and writes r there.
func (f *file) rotate(r record) error {
	last, err := f.lastSession()
	if err != nil {
		return err
	}
	if err := os.Rename(f.path, f.old()); err != nil {
		return bare(err)
	}
	if err := f.write(record{Session: last}); err != nil {
		return err
	}
	return f.write(r)
}

func (f *file) old() string { return f.path + ".old" }

func endsLine(r io.ReaderAt, size int64) bool {
	var last [1]byte
	_, err := r.ReadAt(last[:], size-1)
	return err == nil && last[0] == '\n'
}

// lastSession is the highest session number in the files, 0 if there is none. It does not parse
// the lines: at start-up, time counts.
func (f *file) lastSession() (int, error) {
	last := 0
	err := f.lines(func(line []byte) {
		rest, ok := bytes.CutPrefix(line, []byte(`{"session":`))
		if !ok {
			return
		}
		end := bytes.IndexAny(rest, ",}")
		if end < 0 {
			return
		}
		// A number that is none, or that JavaScript does not have, is a broken line.
		if n, err := strconv.ParseInt(string(rest[:end]), 10, 54); err == nil {
			last = max(last, int(n))
		}
	})
	return last, err
}

// read returns all records, leaving out lines that are none.
func (f *file) read() ([]record, error) {
	var records []record
	err := f.lines(func(line []byte) {
		var r record
		if json.Unmarshal(line, &r) == nil && r.Session > 0 {
			records = append(records, r)
		}
	})
	if err != nil {
		return records, fmt.Errorf("read %s: %w", f.path, err)
	}
	return records, nil
}

// lines calls do with every line, the old file's first.
func (f *file) lines(do func([]byte)) error {
	for _, path := range []string{f.old(), f.path} {
		data, err := tail(path, 2*f.max)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return bare(err)
		}
		for line := range bytes.Lines(data) {
			do(bytes.TrimSpace(line))
		}
	}
	return nil
}

// tail reads the last max bytes of a file: somebody may have put something huge there.
func tail(path string, max int64) ([]byte, error) {
	r, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	info, err := r.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("not a regular file")
	}
	if info.Size() > max {
		if _, err := r.Seek(-max, io.SeekEnd); err != nil {
			return nil, err
		}
	}
	return io.ReadAll(io.LimitReader(r, max))
}

// locked runs do while no other kernel does so.
func (f *file) locked(do func() error) error {
	if err := os.MkdirAll(filepath.Dir(f.path), 0o700); err != nil {
		return bare(err)
	}
	// A file of its own, because the history file is replaced now and then.
	l := flock.New(f.path+".lock", flock.SetFlag(os.O_RDWR|os.O_CREATE), flock.SetPermissions(0o600))
	if err := f.lockSoon(l); err != nil {
		return err
	}
	return errors.Join(do(), l.Unlock())
}

// lockSoon waits a moment for the lock: others hold it for microseconds, or as long as the disk stalls, and a cell must
// not wait for a kernel that is stopped in the middle, at least not every time.
func (f *file) lockSoon(l *flock.Flock) error {
	looks := 1000
	if f.vain.Load() {
		looks = 50
	}
	for range looks {
		ok, err := l.TryLock()
		if ok || err != nil {
			f.vain.Store(false)
			return bare(err)
		}
		time.Sleep(2 * time.Millisecond)
	}
	f.vain.Store(true)
	return errors.New("another kernel does not give its lock back")
}

// bare drops the path from a file error, because the caller's message has it already.
func bare(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}
