package kit

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

const (
	defaultCacheSize = 1 << 30
	youngest         = 10 * time.Minute // what was used since then is never removed
	oldestScratch    = 24 * time.Hour   // a folder of a process that died
)

// A cache keeps files by a hash of what they were made from. Several processes may share its folder: files
// appear whole, and each has a note with its own hash, so that a damaged one is not used.
type cache struct {
	dir   string
	limit int64

	mu   sync.Mutex
	size int64 // as far as this process knows; -1 before the first look
	// enough is the size up to which nobody looks at the folder again: what is in use may be more than the limit, and a
	// look takes longer than many a build's other steps.
	enough int64

	seen map[string]seen // files that were found whole
}

// seen is a file that was found whole, as it was then.
type seen struct {
	sum     string
	size    int64
	changed time.Time
}

// A note lies beside each file of the cache.
type note struct {
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
	Text   string `json:"text,omitempty"` // what the compiler printed
}

func openCache(dir string, limit int64) (*cache, error) {
	if limit <= 0 {
		limit = defaultCacheSize
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("find the cache of builds: %w", err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("make the cache of builds: %w", err)
	}
	return &cache{dir: dir, limit: limit, size: -1, enough: limit, seen: make(map[string]seen)}, nil
}

func (c *cache) file(key, suffix string) string { return filepath.Join(c.dir, key+suffix) }

// get returns the file of a key and marks it as used. A file that is not as it was put is no answer.
func (c *cache) get(key, suffix string) (file, text string, ok bool) {
	file = c.file(key, suffix)
	data, err := os.ReadFile(file + ".json")
	if err != nil {
		return "", "", false
	}
	var n note
	if json.Unmarshal(data, &n) != nil {
		return "", "", false
	}
	if whole := c.whole(file); whole.sum != n.SHA256 || whole.size != n.Size {
		return "", "", false
	}
	return file, n.Text, true
}

// whole is what a file is now. One that has not changed since the last look is not read again.
func (c *cache) whole(file string) seen {
	info, err := os.Stat(file)
	if err != nil {
		return seen{}
	}
	c.mu.Lock()
	s, ok := c.seen[file]
	c.mu.Unlock()
	ok = ok && s.size == info.Size() && s.changed.Equal(info.ModTime())
	now := time.Now()
	os.Chtimes(file, now, now) // before the look, so that nobody removes it behind it
	if !ok {
		if s.sum, s.size, err = hashFile(file); err != nil {
			return seen{}
		}
	}
	if info, err = os.Stat(file); err != nil || info.Size() != s.size {
		return seen{}
	}
	s.changed = info.ModTime()
	c.mu.Lock()
	c.seen[file] = s
	c.mu.Unlock()
	return s
}

// put moves a new file into the cache.
func (c *cache) put(key, suffix, from, text string) (file string, err error) {
	sum, size, err := hashFile(from)
	if err != nil {
		return "", fmt.Errorf("read a build: %w", err)
	}
	file = c.file(key, suffix)
	data, err := json.Marshal(note{size, sum, text})
	if err != nil {
		return "", fmt.Errorf("encode a build's note: %w", err)
	}
	if err := os.MkdirAll(c.dir, 0o755); err != nil { // it may have been removed since
		return "", fmt.Errorf("make the cache of builds: %w", err)
	}
	if err := os.Rename(from, file); err != nil {
		if _, _, ok := c.get(key, suffix); ok { // another one built the same, and it runs: Windows keeps it
			return file, nil
		}
		return "", fmt.Errorf("keep a build: %w", err)
	}
	if err := writeFile(file+".json", data); err != nil {
		return "", fmt.Errorf("keep a build's note: %w", err)
	}
	return file, c.grown(size)
}

// scratch makes a folder for one build; the caller removes it.
func (c *cache) scratch() (string, error) {
	if err := os.MkdirAll(c.dir, 0o755); err != nil { // it may have been removed since
		return "", fmt.Errorf("make the cache of builds: %w", err)
	}
	dir, err := os.MkdirTemp(c.dir, "making-")
	if err != nil {
		return "", fmt.Errorf("make a folder for a build: %w", err)
	}
	return dir, nil
}

// grown removes what was used least recently if the cache is too large now.
func (c *cache) grown(by int64) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.size >= 0 {
		c.size += by
	}
	if c.size >= 0 && c.size <= c.enough {
		return nil
	}
	err := c.trim(time.Now())
	c.enough = max(c.limit, c.size+c.limit/8)
	return err
}

// trim looks at the folder. The caller holds mu.
func (c *cache) trim(now time.Time) error {
	entries, err := os.ReadDir(c.dir)
	if err != nil {
		return fmt.Errorf("read the cache of builds: %w", err)
	}
	var files []fs.FileInfo
	c.size = 0
	for _, e := range entries {
		info, err := e.Info()
		switch {
		case errors.Is(err, fs.ErrNotExist): // another process trims too
		case err != nil:
			return fmt.Errorf("read the cache of builds: %w", err)
		case info.IsDir():
			if now.Sub(info.ModTime()) > oldestScratch {
				os.RemoveAll(filepath.Join(c.dir, e.Name()))
			}
		case !strings.HasSuffix(e.Name(), ".json"):
			files = append(files, info)
			c.size += info.Size()
		}
	}
	if c.size <= c.limit {
		return nil
	}
	slices.SortFunc(files, func(a, b fs.FileInfo) int {
		return cmp.Or(a.ModTime().Compare(b.ModTime()), strings.Compare(a.Name(), b.Name()))
	})
	for _, f := range files {
		if c.size <= c.limit*3/4 || now.Sub(f.ModTime()) < youngest {
			break
		}
		name := filepath.Join(c.dir, f.Name())
		os.Remove(name + ".json")
		if os.Remove(name) == nil {
			c.size -= f.Size()
		}
	}
	return nil
}

func hashFile(name string) (sum string, size int64, err error) {
	f, err := os.Open(name)
	if err != nil {
		return "", 0, err
	}
	defer f.Close()
	h := sha256.New()
	if size, err = io.Copy(h, f); err != nil {
		return "", 0, err
	}
	return hex.EncodeToString(h.Sum(nil)), size, nil
}
