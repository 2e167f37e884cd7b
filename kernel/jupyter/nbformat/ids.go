package nbformat

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// fixIDs gives every cell an id that is well formed and unique. The first of several cells with
// one id keeps it. With note, changes are repairs; without, they are the upgrade to 4.5.
func (nb *Notebook) fixIDs(note bool) {
	used := map[string]bool{}
	broken := make([]string, len(nb.Cells)) // why the cell needs a new id
	for i, c := range nb.Cells {
		switch {
		case c.ID == "":
			broken[i] = "has no id"
		case !validID(c.ID):
			broken[i] = fmt.Sprintf("has the malformed id %.80q", c.ID)
		case used[c.ID]:
			broken[i] = fmt.Sprintf("has the id %q of an earlier cell", c.ID)
		default:
			used[c.ID] = true
		}
	}
	for i, why := range broken {
		if why == "" {
			continue
		}
		c := &nb.Cells[i]
		c.ID = newID(i, c.Source, used)
		used[c.ID] = true
		if note {
			nb.Repairs = append(nb.Repairs, fmt.Sprintf("cell %d %s; it now has %q", i+1, why, c.ID))
		}
	}
}

// NewID returns an id for a new cell with that source, which no cell of nb has. It depends on
// nothing else, so that a generated notebook is the same every time.
func (nb *Notebook) NewID(source string) string {
	used := map[string]bool{}
	for _, c := range nb.Cells {
		used[c.ID] = true
	}
	return newID(len(nb.Cells), source, used)
}

func newID(i int, source string, used map[string]bool) string {
	for salt := 0; ; salt++ {
		sum := sha256.Sum256(fmt.Appendf(nil, "%d %d %s", i, salt, source))
		if id := hex.EncodeToString(sum[:4]); !used[id] {
			return id
		}
	}
}

func validID(id string) bool {
	if len(id) < 1 || len(id) > 64 {
		return false
	}
	for _, c := range []byte(id) {
		ok := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '_'
		if !ok {
			return false
		}
	}
	return true
}
