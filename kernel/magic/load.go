package magic

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"unicode/utf8"

	"weft/kernel/golang/cell"
)

func loadMagic() Magic {
	return Magic{
		Name: "load", Group: Session, Line: true, Once: true, Takes: Files, Usage: "%load FILE.go",
		Doc: "Puts the text of a Go file into the cell, in place of its own. Nothing runs until the cell is run again. Then the session has what the file declares, " +
			"and if it has a func main, that is called; func init too. A package clause may stay, whatever its name.",
		Example: "%%writefile shapes.go\npackage shapes\n\nfunc Double(n int) int { return 2 * n }\n---\n%load shapes.go",
		Run:     load,
	}
}

func load(_ context.Context, h Host, c Call) error {
	name, rest := cutWord(c.Args)
	if name == "" || rest != "" {
		return errors.New("%load: name one file; usage: %load FILE.go")
	}
	file := h.Path(name)
	info, err := os.Stat(file)
	switch {
	case err != nil:
		return fmt.Errorf("%%load: %w", asTyped(err, name))
	case info.IsDir():
		return fmt.Errorf("%%load: %s is a folder; %%load takes one file", name)
	case !info.Mode().IsRegular(): // a device or a pipe may have no end
		return fmt.Errorf("%%load: %s is no file with text", name)
	case info.Size() > cell.MaxSource:
		return fmt.Errorf("%%load: %s has %d MB; a cell takes %d", name, info.Size()>>20, cell.MaxSource>>20)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("%%load: %w", asTyped(err, name))
	}
	if !utf8.Valid(data) || strings.ContainsRune(string(data), 0) {
		return fmt.Errorf("%%load: %s is no text", name)
	}
	h.Replace("// from " + name + "\n" + strings.TrimRight(strings.ReplaceAll(string(data), "\r\n", "\n"), "\n"))
	return nil
}
