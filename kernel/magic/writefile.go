package magic

import (
	"context"
	"errors"
	"fmt"
	"os"
)

func writefileMagic() Magic {
	return Magic{
		Name: "writefile", Group: Machine, Block: true, Takes: Files, Usage: "%%writefile [-a] FILE",
		Doc:     "Writes the rest of the cell to a file. A file that is there already is replaced, and that is said. The folder must exist.",
		Options: []Option{{"a", "", "append to the file"}},
		Example: "%%writefile numbers.txt\none\ntwo\n---\n!wc -l numbers.txt",
		Run: func(_ context.Context, h Host, c Call) error {
			name, flags := c.Args, os.O_CREATE|os.O_WRONLY|os.O_TRUNC
			if c.Options.Has("a") {
				flags = os.O_CREATE | os.O_WRONLY | os.O_APPEND
			}
			if name == "" {
				return errors.New("%%writefile: no file named; usage: %%writefile [-a] FILE")
			}
			if err := write(name, flags, c.Body); err != nil {
				return fmt.Errorf("%%%%writefile: %w", err)
			}
			h.Print(fmt.Sprintf("wrote %s (%d bytes)\n", name, len(c.Body)))
			return nil
		},
	}
}

func write(name string, flags int, text string) error {
	f, err := os.OpenFile(name, flags, 0o644)
	if err != nil {
		return err
	}
	if _, err := f.WriteString(text); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
