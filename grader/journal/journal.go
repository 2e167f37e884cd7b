// Package journal keeps verdicts on disk, each as soon as there is one, so that a run that was killed goes on where it
// ended, and so that equal submissions are graded once. It knows what a verdict depends on, and grades nothing.
//
// A journal is a file of lines, one JSON value each, that is only ever appended to; each line is on the disk before
// [Journal.Keep] returns. What is not a whole line, as a killed process or a full disk leaves it, counts as nothing.
package journal

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"

	"weft/grader/result"
)

// A Key is all that a verdict depends on.
type Key struct {
	Submission string `json:"submission"` // hash
	Exercise   string `json:"exercise"`   // hash
	Grader     string `json:"grader"`     // exact version
	Go         string `json:"go"`
	Sandbox    string `json:"sandbox"` // level, with what is missing
	Public     bool   `json:"public,omitempty"`
}

// A Journal is an open one. Its methods are safe for concurrent use, also by several processes on one file.
type Journal struct {
	mu    sync.Mutex
	file  *os.File
	lines map[Key]span
	torn  bool // the file does not end with a line's end
}

// A span is where a line is in the file, in bytes.
type span struct{ from, length int64 }

// A line is what the file holds.
type line struct {
	Key    Key           `json:"key"`
	Result result.Result `json:"result"`
}

// Open opens the journal called name in a folder, which is made if it is missing. With fresh, what it holds is forgotten.
func Open(dir, name string, fresh bool) (*Journal, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("open journal: %w", err)
	}
	flags := os.O_RDWR | os.O_CREATE | os.O_APPEND
	if fresh {
		flags |= os.O_TRUNC
	}
	f, err := os.OpenFile(filepath.Join(dir, name+".jsonl"), flags, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open journal: %w", err)
	}
	j := &Journal{file: f, lines: map[Key]span{}}
	if err := j.scan(); err != nil {
		return nil, errors.Join(fmt.Errorf("read journal %s: %w", f.Name(), err), f.Close())
	}
	return j, nil
}

// scan notes where the whole lines are; a later one for the same key counts.
func (j *Journal) scan() error {
	r := bufio.NewReaderSize(j.file, 1<<16)
	for at := int64(0); ; {
		text, err := r.ReadBytes('\n')
		if err != nil && err != io.EOF {
			return err
		}
		if len(text) > 0 && err == io.EOF {
			j.torn = true
			return nil
		}
		if err == io.EOF {
			return nil
		}
		if l, ok := parse(text); ok {
			j.lines[l.Key] = span{at, int64(len(text))}
		}
		at += int64(len(text))
	}
}

// parse reads a line. One that is damaged, or of another format, is none.
func parse(text []byte) (l line, ok bool) {
	err := json.Unmarshal(text, &l)
	return l, err == nil && l.Key != Key{} && keepable(l.Result)
}

// keepable: our own failures are not verdicts.
func keepable(r result.Result) bool {
	return r.Status == result.Graded || r.Status == result.Ungradable
}

// Find is the verdict that was kept under a key.
func (j *Journal) Find(k Key) (result.Result, bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	at, ok := j.lines[k]
	if !ok {
		return result.Result{}, false
	}
	text := make([]byte, at.length)
	if _, err := j.file.ReadAt(text, at.from); err != nil {
		return result.Result{}, false // another process has begun the file anew
	}
	l, ok := parse(text)
	return l.Result, ok && l.Key == k
}

// Keep writes a verdict; when it returns without an error, the verdict is on the disk. Results that are none are left out.
func (j *Journal) Keep(k Key, r result.Result) error {
	if !keepable(r) {
		return nil
	}
	text, err := json.Marshal(line{k, r})
	if err != nil {
		return fmt.Errorf("keep verdict: %w", err)
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	begin := ""
	if j.torn {
		begin = "\n"
	}
	// One call of write, so that the lines of several processes never mix.
	if _, err := j.file.Write(append(append([]byte(begin), text...), '\n')); err != nil {
		j.torn = true
		return fmt.Errorf("keep verdict: %w", err)
	}
	j.torn = false
	if err := j.file.Sync(); err != nil {
		return fmt.Errorf("keep verdict: %w", err)
	}
	return j.note(k, text)
}

// note finds the line that was written last: other processes may have written before and behind it.
func (j *Journal) note(k Key, text []byte) error {
	info, err := j.file.Stat()
	if err != nil {
		return fmt.Errorf("keep verdict: %w", err)
	}
	length := int64(len(text)) + 1
	from := info.Size() - length
	if back := make([]byte, len(text)); from >= 0 {
		if _, err := j.file.ReadAt(back, from); err == nil && bytes.Equal(back, text) {
			j.lines[k] = span{from, length}
		}
	}
	return nil
}

// Path is where the journal lies.
func (j *Journal) Path() string { return j.file.Name() }

// Len is how many verdicts it holds.
func (j *Journal) Len() int {
	j.mu.Lock()
	defer j.mu.Unlock()
	return len(j.lines)
}

// Close closes the file.
func (j *Journal) Close() error { return j.file.Close() }
