package display

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// MaxBytes is the most that one bundle may hold, all formats together. Images count as the base64
// text that they become.
const MaxBytes = 64 << 20

// MIME types that this package produces.
const (
	mimeText     = "text/plain"
	mimeHTML     = "text/html"
	mimeMarkdown = "text/markdown"
	mimeLaTeX    = "text/latex"
	mimeSVG      = "image/svg+xml"
	mimePNG      = "image/png"
	mimeJPEG     = "image/jpeg"
	mimeGIF      = "image/gif"
	mimeJSON     = "application/json"
)

// A Bundle is one value in several formats, of which a frontend picks the best that it can show.
type Bundle struct {
	// Data maps a MIME type to a string (base64 for images) or, for JSON types, to any value that
	// encoding/json can encode. Bundles made by this package always have text/plain.
	Data map[string]any
	// Metadata maps a MIME type to facts about that format, such as an image's width in pixels.
	Metadata map[string]any
}

// String returns the bundle's plain text, so that fmt.Println shows what a notebook would.
func (b Bundle) String() string {
	s, _ := b.Data[mimeText].(string)
	return s
}

// Check reports what is wrong with a bundle: a *SizeError if it holds more than MaxBytes, or an
// error that names the MIME type whose value cannot be encoded as JSON.
func (b Bundle) Check() error {
	total, largest, most := 0, "", -1
	for _, mime := range slices.Sorted(maps.Keys(b.Data)) {
		n, err := size(b.Data[mime])
		if err != nil {
			return fmt.Errorf("display %s: %w", mime, err)
		}
		total += n
		if n > most {
			largest, most = mime, n
		}
	}
	if total > MaxBytes {
		return &SizeError{MIME: largest, Bytes: total, Limit: MaxBytes}
	}
	return nil
}

func size(data any) (int, error) {
	switch d := data.(type) {
	case string:
		return len(d), nil
	case json.RawMessage:
		return len(d), nil
	}
	enc, err := json.Marshal(data)
	return len(enc), err
}

// A SizeError reports a value that is too large to be displayed.
type SizeError struct {
	MIME  string // its largest format
	Bytes int    // of all formats
	Limit int
}

func (e *SizeError) Error() string {
	return fmt.Sprintf("display %s: %d bytes are more than the limit of %d", e.MIME, e.Bytes, e.Limit)
}

// checked returns b, or if it cannot be displayed a bundle that says why.
func checked(b Bundle) Bundle {
	if err := b.Check(); err != nil {
		return failed(err)
	}
	return b
}

func failed(err error) Bundle {
	return Bundle{Data: map[string]any{mimeText: err.Error()}}
}

// complete returns a copy of a bundle that somebody else made, with text/plain if it had none.
func complete(b Bundle, text func() string) Bundle {
	data := maps.Clone(b.Data)
	if data == nil {
		data = map[string]any{}
	}
	if _, ok := data[mimeText].(string); !ok {
		data[mimeText] = text()
	}
	return checked(Bundle{Data: data, Metadata: maps.Clone(b.Metadata)})
}
