package magic

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
)

// A Listing is the session as a Go program.
type Listing struct {
	Text    string
	Modules []Module // that it imports packages of
	Notes   []string // what a reader should know
}

func saveMagic() Magic {
	return Magic{
		Name: "save", Group: Session, Line: true, Once: true, Takes: Files, Usage: "%save [-f] FILE.go [CELLS]",
		Doc: "Writes the cells to a file, as a Go program that go run runs. " +
			"Imports and declarations stand before func main, and the statements of each cell in it, below the cell's number; " +
			"each cell that has succeeded stands there once, in its latest text. CELLS are numbers and ranges of them, such as 3-5 7. " +
			"The program prints what the cells print; the value of a last expression is computed, and not shown. " +
			"What was declared again has a name for each of its meanings that are used: f is the last, f_3 that of cell [3]. " +
			"Magics and cells without Go are left out, with comments where they stood; what a program cannot do as the cells do is refused with its place.",
		Options: []Option{{"f", "", "replaces the file if it exists"}},
		Example: "import \"fmt\"\n\nfunc double(n int) int { return 2 * n }\n---\nfmt.Println(double(21))\n---\n%save answer.go\n!cat answer.go",
		Run:     save,
	}
}

func save(_ context.Context, h Host, c Call) error {
	name, rest := cutWord(c.Args)
	if !strings.HasSuffix(name, ".go") {
		return errors.New("%save: name a file that ends in .go; usage: %save [-f] FILE.go [CELLS]")
	}
	cells, err := chosen(h, rest)
	if err != nil {
		return fmt.Errorf("%%save: %w", err)
	}
	if len(numbers(cells)) == 0 {
		return errors.New("%save: no cell with Go has succeeded yet")
	}
	p, err := h.Listing(cells)
	if err != nil {
		return err
	}
	flags := os.O_CREATE | os.O_WRONLY | os.O_EXCL
	if c.Options.Has("f") {
		flags = os.O_CREATE | os.O_WRONLY | os.O_TRUNC
	}
	switch err := write(h.Path(name), flags, head(name, cells, p.Modules)+p.Text); {
	case errors.Is(err, os.ErrExist):
		return fmt.Errorf("%%save: %s exists; %%save -f %s replaces it", name, c.Args)
	case err != nil:
		return fmt.Errorf("%%save: %w", asTyped(err, name))
	}
	h.Print(fmt.Sprintf("wrote %s: %s\n", name, CellNames(numbers(cells))))
	for _, n := range p.Notes {
		h.Print("note: " + n + "\n")
	}
	return nil
}

// head is the comment above the program.
func head(name string, cells []Good, modules []Module) string {
	var b strings.Builder
	fmt.Fprintf(&b, "// %s of a notebook as a program: go run %s\n", upperFirst(CellNames(numbers(cells))), name)
	var out []string
	for _, c := range cells {
		if works(c) {
			out = append(out, fmt.Sprintf("[%d] (%s)", c.Number, c.LeftOut))
		}
	}
	if len(out) > 0 {
		fmt.Fprintf(&b, "// Not in it: %s\n", strings.Join(out, ", "))
	}
	if len(modules) > 0 {
		b.WriteString("//\n// It needs modules, so it is run in a folder of its own:\n//\n//\tgo mod init program\n")
		for _, m := range modules {
			fmt.Fprintf(&b, "//\tgo get %s@%s\n", m.Path, m.Version)
		}
	}
	return b.String() + "\n"
}

func upperFirst(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
