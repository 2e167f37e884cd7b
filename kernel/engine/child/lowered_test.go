//go:build unix

package child

import (
	"go/token"
	"strings"
	"testing"

	"weft/kernel/engine/pipe"
	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
	"weft/kernel/golang/lower"
	"weft/kernel/golang/std"
)

// A goNotebook runs cells of Go, as the kernel does.
type goNotebook struct {
	*notebook
	check *check.Session
	lower *lower.Session
}

func openGo(t *testing.T) *goNotebook {
	t.Helper()
	return &goNotebook{open(t, noSpare()), check.NewSession(std.NewImporter(token.NewFileSet())), lower.NewSession()}
}

// eval runs a cell and returns how it ended.
func (n *goNotebook) eval(src string) pipe.Done {
	n.Helper()
	n.cell++
	u := n.check.Check(cell.Parse(n.cell, src))
	if !u.OK() {
		n.Fatalf("cell %d: %v\n%s", n.cell, u.Diagnostics, src)
	}
	p, refused := n.lower.Lower(u)
	if len(refused) > 0 {
		n.Fatalf("cell %d: %v\n%s", n.cell, refused, src)
	}
	e := pipe.Eval{Cell: n.cell, Run: p.Run}
	for _, i := range p.Imports {
		e.Imports = append(e.Imports, pipe.Import{Name: i.Name, Path: i.Path})
	}
	for _, c := range p.Chunks {
		e.Chunks = append(e.Chunks, pipe.Chunk{Name: c.Name, Source: c.Source})
	}
	d, err := n.Eval(n.Context(), e, n.recorder)
	if err != nil {
		n.Fatalf("cell %d: %v\n%s", n.cell, err, src)
	}
	n.check.Commit(u)
	n.lower.Commit(p)
	return d
}

// ok runs a cell that must end well.
func (n *goNotebook) ok(src string) {
	n.Helper()
	if d := n.eval(src); d.Status != pipe.OK {
		n.Fatalf("cell %d ended %q, %s; got\n%s %+v\n%s", n.cell, d.Status, d.Fault, n.text(), n.deadlocks, src)
	}
}

// marked takes the marks § out of a source and returns their places, by line and column in bytes.
func marked(src string) (plain string, places [][2]int) {
	for {
		before, after, ok := strings.Cut(src, "§")
		if !ok {
			return src, places
		}
		line := strings.Count(before, "\n")
		places = append(places, [2]int{line + 1, len(before) - strings.LastIndexByte(before, '\n')})
		src = before + after
	}
}
