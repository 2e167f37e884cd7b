package cross

import (
	"hash/crc32"
	"os"
)

// A sealed transfer is this header and what the Writer encoded:
//
//	0  "weft"
//	4  format   1 byte, then 3 zero bytes
//	8  crc      uint32, CRC-32C of the rest
//	12 length   uint64, of what follows
const headerSize = 20

const format = 1

// Seal returns what has been written as a transfer that Open accepts, or the Writer's error.
func (w *Writer) Seal() ([]byte, error) {
	if w.err != nil {
		return nil, w.err
	}
	var h Writer
	h.buf = append(make([]byte, 0, headerSize+len(w.buf)), "weft"...)
	h.Uint32(format)
	h.Uint32(0)
	h.Uint64(uint64(len(w.buf)))
	sealed := append(h.buf, w.buf...)
	sum := crc32.Checksum(sealed[12:], crc32.MakeTable(crc32.Castagnoli))
	for i := range 4 {
		sealed[8+i] = byte(sum >> (8 * i))
	}
	return sealed, nil
}

// Open returns a Reader of a sealed transfer, whose Err says whether it can be believed. The transfer
// must not change.
func Open(sealed []byte) *Reader {
	r := NewReader(sealed)
	switch h := r.take(headerSize); {
	case h == nil:
	case string(h[:4]) != "weft" || load32(h[4:]) != format:
		r.Fail("it is no transfer")
	case load64(h[12:]) != uint64(len(r.buf)):
		r.Fail("it was not written to its end")
	case load32(h[8:]) != crc32.Checksum(sealed[12:], crc32.MakeTable(crc32.Castagnoli)):
		r.Fail("its checksum is wrong")
	}
	return r
}

// Save writes a sealed transfer to a file.
func Save(path string, w *Writer) error {
	sealed, err := w.Seal()
	if err == nil {
		err = os.WriteFile(path, sealed, 0o600)
	}
	return err
}

// Load returns a Reader of a file that Save has written; Err tells why it cannot be read.
func Load(path string) *Reader {
	sealed, err := os.ReadFile(path)
	if err != nil {
		r := NewReader(nil)
		r.err = err
		return r
	}
	return Open(sealed)
}
