package pipe

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
)

// Limits of one message. A message that is larger is not sent, and not believed when received.
const (
	MaxHead = 64 << 20  // JSON: source of a cell, traces
	MaxRaw  = 256 << 20 // attachments, all together
)

// A message on the wire is a header, a JSON head, the raw attachments, and a checksum of both:
//
//	0  magic    4 bytes
//	4  kind     1 byte
//	5  version  1 byte
//	6  count    uint16, number of attachments
//	8  head     uint32, bytes of JSON
//	12 crc      uint32, of the header's first 12 bytes
//	16 lengths  count times uint32
//	   head, attachments
//	   crc      uint32, of everything since the lengths
//
// Integers are little-endian; the checksums are CRC-32C, which costs nothing on 50 MB.
const headerSize = 16

var magic = [4]byte{0xF7, 'w', 'e', 'f'} // no UTF-8 text has the first byte

// small is the size up to which an attachment is copied rather than written by a call of its own.
const small = 32 << 10

func table() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) }

// A SizeError reports a message over a limit.
type SizeError struct {
	What  string // "head" or "attachments"
	Bytes int64
	Limit int64
}

func (e *SizeError) Error() string {
	return fmt.Sprintf("message's %s of %d bytes is over the limit of %d", e.What, e.Bytes, e.Limit)
}

// A GarbageError reports bytes that are no message. Nothing after them can be trusted.
type GarbageError struct{ Why string }

func (e *GarbageError) Error() string { return "not a message: " + e.Why }

// encode returns the pieces of m to be written one after another; large attachments are not copied.
func encode(m Message) (parts [][]byte, err error) {
	head, err := json.Marshal(m)
	if err != nil {
		return nil, fmt.Errorf("encode %T: %w", m, err)
	}
	if len(head) > MaxHead {
		return nil, &SizeError{"head", int64(len(head)), MaxHead}
	}
	raw := m.raw()
	var total int64
	for _, r := range raw {
		total += int64(len(*r))
	}
	if total > MaxRaw || len(raw) > 0xFFFF {
		return nil, &SizeError{"attachments", total, MaxRaw}
	}
	buf := make([]byte, headerSize, headerSize+4*len(raw)+len(head)+4+min(int(total), small))
	copy(buf, magic[:])
	buf[4], buf[5] = byte(m.kind()), Version
	binary.LittleEndian.PutUint16(buf[6:], uint16(len(raw)))
	binary.LittleEndian.PutUint32(buf[8:], uint32(len(head)))
	binary.LittleEndian.PutUint32(buf[12:], crc32.Checksum(buf[:12], table()))
	for _, r := range raw {
		buf = binary.LittleEndian.AppendUint32(buf, uint32(len(*r)))
	}
	buf = append(buf, head...)
	sum := crc32.Checksum(buf[headerSize:], table())
	for _, r := range raw {
		sum = crc32.Update(sum, table(), *r)
		if len(*r) <= small {
			buf = append(buf, *r...)
			continue
		}
		parts = append(parts, buf, *r)
		buf = nil
	}
	return append(parts, binary.LittleEndian.AppendUint32(buf, sum)), nil
}

// decode reads one message from r.
func decode(r io.Reader) (Message, error) {
	var h [headerSize]byte
	if _, err := io.ReadFull(r, h[:]); err != nil {
		if errors.Is(err, io.ErrUnexpectedEOF) {
			return nil, &GarbageError{"it ends in a header"}
		}
		return nil, err // io.EOF between messages is the orderly end
	}
	if [4]byte(h[:4]) != magic {
		return nil, &GarbageError{fmt.Sprintf("it begins with %q", h[:4])}
	}
	if binary.LittleEndian.Uint32(h[12:]) != crc32.Checksum(h[:12], table()) {
		return nil, &GarbageError{"its header's checksum is wrong"}
	}
	if h[5] != Version {
		return nil, &GarbageError{fmt.Sprintf("its version is %d, not %d", h[5], Version)}
	}
	m := kind(h[4]).blank()
	if m == nil {
		return nil, &GarbageError{fmt.Sprintf("its kind is %d", h[4])}
	}
	return m, decodeBody(r, m, int(binary.LittleEndian.Uint16(h[6:])), int64(binary.LittleEndian.Uint32(h[8:])))
}

func decodeBody(r io.Reader, m Message, count int, size int64) error {
	if size > MaxHead {
		return &SizeError{"head", size, MaxHead}
	}
	lengths, err := take(r, 4*int64(count))
	if err != nil {
		return err
	}
	var total int64
	for i := range count {
		total += int64(binary.LittleEndian.Uint32(lengths[4*i:]))
	}
	if total > MaxRaw {
		return &SizeError{"attachments", total, MaxRaw}
	}
	head, err := take(r, size)
	if err != nil {
		return err
	}
	sum := crc32.Update(crc32.Checksum(lengths, table()), table(), head)
	attached := make([][]byte, count)
	for i := range attached {
		attached[i], err = take(r, int64(binary.LittleEndian.Uint32(lengths[4*i:])))
		if err != nil {
			return err
		}
		sum = crc32.Update(sum, table(), attached[i])
	}
	tail, err := take(r, 4)
	if err != nil {
		return err
	}
	if binary.LittleEndian.Uint32(tail) != sum {
		return &GarbageError{"its checksum is wrong"}
	}
	if err := json.Unmarshal(head, m); err != nil {
		return &GarbageError{err.Error()}
	}
	raw := m.raw()
	if len(raw) != count {
		return &GarbageError{fmt.Sprintf("it has %d attachments where %d belong", count, len(raw))}
	}
	for i, r := range raw {
		*r = attached[i]
	}
	return nil
}

// take reads n bytes, allocating no more than twice what has really come.
func take(r io.Reader, n int64) ([]byte, error) {
	const first = 1 << 20
	buf := make([]byte, min(n, first))
	for have := int64(0); ; {
		got, err := io.ReadFull(r, buf[have:])
		have += int64(got)
		if err != nil {
			return nil, &GarbageError{"it ends too early"}
		}
		if have == n {
			return buf, nil
		}
		grown := make([]byte, min(n, 2*have))
		copy(grown, buf)
		buf = grown
	}
}
