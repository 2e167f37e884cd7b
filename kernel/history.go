package kernel

import (
	"encoding/json"
	"slices"

	"weft/kernel/magic"
)

// history holds the cells that were run, each in its latest text.
type history []magic.Cell

// with is the history after a cell. Frontends that name the notebook's cell in the message's metadata tell with it
// which earlier text is out of date, and which cells were deleted; without that all texts are kept.
func (h history) with(number int, source string, metadata json.RawMessage) history {
	var m struct {
		ID      string   `json:"cellId"`
		Deleted []string `json:"deletedCells"`
	}
	c := magic.Cell{Number: number, Source: source}
	if json.Unmarshal(metadata, &c.Metadata) != nil || json.Unmarshal(metadata, &m) != nil {
		c.Metadata, m.ID, m.Deleted = nil, "", nil
	}
	c.ID = m.ID
	next := slices.DeleteFunc(slices.Clone(h), func(c magic.Cell) bool {
		return c.Number == number || c.ID != "" && (c.ID == m.ID || slices.Contains(m.Deleted, c.ID))
	})
	return append(next, c)
}
