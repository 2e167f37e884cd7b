package main

import (
	"encoding/json"
	"go/build"
	"path/filepath"
	"slices"

	"weft/kernel/golang/std/internal/comments"
	"weft/kernel/golang/std/internal/pack"
)

// generateDocs writes docs.bin: the doc comments of all packages, which are not ours to commit
// but may be in a binary.
func generateDocs(root, out string) error {
	list, err := goList(root, platforms()[0], slices.Concat([]string{"std", "builtin"}, others(), ownPackages(root)))
	if err != nil {
		return err
	}
	ctx := build.Default
	ctx.GOOS, ctx.GOARCH, ctx.CgoEnabled = platforms()[0].os, platforms()[0].arch, false
	var entries []pack.Entry
	for _, l := range list {
		if !isPublic(l) || !hasTable(learnersPath(l.ImportPath)) {
			continue
		}
		found, err := comments.Read(ctx, l.Dir, l.ImportPath)
		if err != nil {
			return err
		}
		text, err := json.Marshal(found)
		if err != nil {
			return err
		}
		entries = append(entries, pack.Entry{Name: learnersPath(l.ImportPath), Data: text})
	}
	return writePack(filepath.Join(out, "docs.bin"), entries)
}
