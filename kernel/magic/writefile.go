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
		Doc:     "Writes the cell to a file. What the file held before is gone, unless -a is given; the message says which it was. The folder must exist.",
		Options: []Option{{"a", "", "append to the file"}},
		Example: "%%writefile numbers.txt\none\ntwo\n---\n!wc -l numbers.txt",
		Run: func(_ context.Context, h Host, c Call) error {
			name := fileName(c.Args)
			if name == "" {
				return errors.New("%%writefile: no file named; usage: %%writefile [-a] FILE")
			}
			path, did, flags := h.Path(name), "wrote", os.O_CREATE|os.O_WRONLY|os.O_TRUNC
			switch _, err := os.Stat(path); {
			case err == nil && c.Options.Has("a"):
				did, flags = "appended to", os.O_APPEND|os.O_WRONLY
			case err == nil:
				did = "overwrote"
			}
			if err := write(path, flags, c.Body); err != nil {
				return fmt.Errorf("%%%%writefile: %w", asTyped(err, name))
			}
			h.Print(fmt.Sprintf("%s %s (%s)\n", did, name, bytesText(uint64(len(c.Body)))))
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
