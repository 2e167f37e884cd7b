// Package pack is the file format of weft's embedded data: named entries, each compressed by
// itself, behind an index. It knows nothing of what the entries hold.
package pack

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// magic opens every file; the digit is the version of the format.
const magic = "weftpack1\n"

// An Entry is one named value before it is packed.
type Entry struct {
	Name string // unique in its archive
	Note string // a short text that the index keeps readable without decompression
	Data []byte
}

// Encode packs entries, sorted by name. Equal entries give equal bytes.
func Encode(entries []Entry) ([]byte, error) {
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1), zstd.WithEncoderCRC(false))
	if err != nil {
		return nil, fmt.Errorf("start compressor: %w", err)
	}
	defer enc.Close()
	entries = slices.SortedFunc(slices.Values(entries), func(a, b Entry) int { return strings.Compare(a.Name, b.Name) })
	head := binary.AppendUvarint([]byte(magic), uint64(len(entries)))
	var body []byte
	for i, e := range entries {
		if i > 0 && entries[i-1].Name == e.Name {
			return nil, fmt.Errorf("pack entry %s: duplicate name", e.Name)
		}
		start := len(body)
		body = enc.EncodeAll(e.Data, body)
		head = appendString(head, e.Name)
		head = appendString(head, e.Note)
		head = binary.AppendUvarint(head, uint64(len(body)-start))
	}
	return append(head, body...), nil
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// An Archive is an opened pack. It is safe for concurrent use.
type Archive struct {
	names []string // sorted
	items map[string]item

	mu  sync.Mutex
	dec *zstd.Decoder // made on first use: it holds some 100 KB
}

type item struct {
	note string
	data string // compressed
}

// ErrFormat reports bytes that are not a pack of this version.
var ErrFormat = errors.New("not a pack of version 1")

// Open reads the index of a pack. It decompresses nothing and keeps data.
func Open(data string) (*Archive, error) {
	rest, ok := strings.CutPrefix(data, magic)
	if !ok {
		return nil, ErrFormat
	}
	r := reader{rest: rest}
	count := r.length()
	a := &Archive{items: make(map[string]item, count)}
	sizes := make([]int, 0, count)
	for range count {
		name, note := r.text(), r.text()
		a.names = append(a.names, name)
		a.items[name] = item{note: note}
		sizes = append(sizes, r.length())
	}
	for i, name := range a.names {
		it := a.items[name]
		it.data = r.take(sizes[i])
		a.items[name] = it
	}
	if r.bad || r.rest != "" {
		return nil, ErrFormat
	}
	return a, nil
}

// Names lists the entries, sorted. The caller must not change it.
func (a *Archive) Names() []string { return a.names }

// Note returns an entry's note and whether there is such an entry.
func (a *Archive) Note(name string) (string, bool) {
	it, ok := a.items[name]
	return it.note, ok
}

// Read decompresses one entry.
func (a *Archive) Read(name string) ([]byte, error) {
	it, ok := a.items[name]
	if !ok {
		return nil, fmt.Errorf("read pack entry %s: no such entry", name)
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.dec == nil {
		dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true))
		if err != nil {
			return nil, fmt.Errorf("start decompressor: %w", err)
		}
		a.dec = dec
	}
	data, err := a.dec.DecodeAll([]byte(it.data), nil)
	if err != nil {
		return nil, fmt.Errorf("decompress pack entry %s: %w", name, err)
	}
	return data, nil
}

// reader consumes an index; after the first malformed field it yields only zero values.
type reader struct {
	rest string
	bad  bool
}

func (r *reader) text() string { return r.take(r.length()) }

// length reads a length, which cannot exceed what is left.
func (r *reader) length() int {
	var n, shift uint64
	for i := 0; i < len(r.rest) && i < binary.MaxVarintLen64; i++ {
		c := r.rest[i]
		n |= uint64(c&0x7f) << shift
		shift += 7
		if c < 0x80 {
			r.rest = r.rest[i+1:]
			if n > uint64(len(r.rest)) {
				break
			}
			return int(n)
		}
	}
	r.bad, r.rest = true, ""
	return 0
}

func (r *reader) take(n int) string {
	if n > len(r.rest) {
		r.bad, r.rest = true, ""
		return ""
	}
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}
