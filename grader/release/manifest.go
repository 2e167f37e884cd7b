package release

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"weft/kernel/jupyter/nbformat"
)

// A Manifest says which cells a release has. It is stored in the notebook's metadata as weft.release.
type Manifest struct {
	Version int    `json:"version"` // of this form: 1
	ID      string `json:"id"`      // of the release: a hash of its cells
	Cells   []Cell `json:"cells"`   // in their order
}

// A Cell is a cell of a release.
type Cell struct {
	ID      string            `json:"id"`
	GradeID string            `json:"grade_id"` // nbgrader's
	Type    nbformat.CellType `json:"type"`
	Answer  bool              `json:"answer"` // students write it; else it is locked
	Hash    string            `json:"hash"`   // see Hash
}

// Hash is that of a cell's text. The two ways to end a line make no difference.
func Hash(source string) string {
	sum := sha256.Sum256([]byte(strings.ReplaceAll(source, "\r\n", "\n")))
	return hex.EncodeToString(sum[:16])
}

// Open reads a release, and makes sure that its cells are those of the manifest.
func Open(data []byte) (*nbformat.Notebook, Manifest, error) {
	if len(data) > MaxSize {
		return nil, Manifest{}, fmt.Errorf("the notebook is larger than %d MiB", MaxSize>>20)
	}
	nb, err := nbformat.Parse(data)
	if err != nil {
		return nil, Manifest{}, err
	}
	if !released(nb) {
		return nil, Manifest{}, errors.New("it is not a released notebook: make one with weft release")
	}
	m, err := manifestOf(nb)
	if err != nil {
		return nil, Manifest{}, fmt.Errorf("it has changed since it was released: %w", err)
	}
	return nb, m, nil
}

// released reports whether a notebook says that it is a release.
func released(nb *nbformat.Notebook) bool {
	own, _ := nb.Metadata["weft"].(map[string]any)
	return own["release"] != nil
}

// manifestOf is the manifest of a release whose cells are as they were.
func manifestOf(nb *nbformat.Notebook) (m Manifest, err error) {
	own, _ := nb.Metadata["weft"].(map[string]any)
	text, err := json.Marshal(own["release"])
	if err == nil {
		err = json.Unmarshal(text, &m)
	}
	if err != nil {
		return m, fmt.Errorf("its manifest cannot be read: %w", err)
	}
	if m.Version != 1 {
		return m, fmt.Errorf("its manifest is of version %d: a newer weft made it", m.Version)
	}
	now := newManifest(nb)
	for i, c := range m.Cells {
		if i >= len(now.Cells) || now.Cells[i] != c {
			return m, fmt.Errorf("cell %d is not the one with the id %q that was released", i+1, c.ID)
		}
	}
	if now.ID != m.ID || !slices.Equal(now.Cells, m.Cells) {
		return m, errors.New("there are other cells than in its manifest")
	}
	return m, nil
}

func newManifest(nb *nbformat.Notebook) Manifest {
	m := Manifest{Version: 1}
	h := sha256.New()
	for _, c := range nb.Cells {
		meta, _ := c.Metadata["nbgrader"].(map[string]any)
		id, _ := meta["grade_id"].(string)
		own, _ := meta["solution"].(bool)
		m.Cells = append(m.Cells, Cell{c.ID, id, c.Type, own, Hash(c.Source)})
		fmt.Fprintf(h, "%q %q %q %t %s\n", c.ID, id, c.Type, own, Hash(c.Source))
	}
	m.ID = hex.EncodeToString(h.Sum(nil)[:16])
	return m
}
