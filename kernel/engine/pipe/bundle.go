package pipe

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// A Bundle is one value in several formats, sorted by MIME type. Its bytes travel as they are.
type Bundle []Part

// A Part is one format of a Bundle.
type Part struct {
	MIME string `json:"mime"`
	JSON bool   `json:"json,omitempty"` // Data is a JSON value, not text
	Data []byte `json:"-"`
}

// NewBundle makes a Bundle of values that are text (string, []byte) or that encoding/json encodes.
// The error names the MIME type of the value that cannot be encoded.
func NewBundle(data map[string]any) (Bundle, error) {
	if len(data) == 0 {
		return nil, nil
	}
	b := make(Bundle, 0, len(data))
	for _, mime := range slices.Sorted(maps.Keys(data)) {
		switch v := data[mime].(type) {
		case string:
			b = append(b, Part{MIME: mime, Data: []byte(v)})
		case []byte:
			b = append(b, Part{MIME: mime, Data: v})
		default:
			enc, err := json.Marshal(v)
			if err != nil {
				return nil, fmt.Errorf("encode %s: %w", mime, err)
			}
			b = append(b, Part{MIME: mime, JSON: true, Data: enc})
		}
	}
	return b, nil
}

// Map returns the bundle as Jupyter's messages hold it: a string, or a json.RawMessage.
func (b Bundle) Map() map[string]any {
	m := make(map[string]any, len(b))
	for _, p := range b {
		if p.JSON {
			m[p.MIME] = json.RawMessage(p.Data)
		} else {
			m[p.MIME] = string(p.Data)
		}
	}
	return m
}

func (b Bundle) raw() []*[]byte {
	r := make([]*[]byte, len(b))
	for i := range b {
		r[i] = &b[i].Data
	}
	return r
}
