package magic

import (
	"context"
	"fmt"
)

// These look at a cell's code without running it.

func lowerMagic() Magic {
	return Magic{
		Name: "lower", Group: Code, Block: true, Go: true, Usage: "%%lower",
		Example: "%%lower\nfor i := range 3 {\n\tdefer println(i)\n}",
		Doc:     "Shows what the interpreter is given for this cell, without running it.",
		Run: func(_ context.Context, h Host, c Call) error {
			if err := noArgs("%%lower", c); err != nil {
				return err
			}
			text, err := h.Lowered(c.Body)
			if err == nil {
				h.Print(text)
			}
			return err
		},
	}
}

func vetMagic() Magic {
	return Magic{
		Name: "vet", Group: Code, Block: true, Go: true, Usage: "%%vet",
		Example: "%%vet\nfmt.Printf(\"%d\\n\", \"three\")",
		Doc:     "Looks for likely mistakes in this cell, without running it. The passes are those of go vet and some more; cells that run are looked at too. A comment //weft:ignore PASS at the end of a line silences one.",
		Run: func(_ context.Context, h Host, c Call) error {
			if err := noArgs("%%vet", c); err != nil {
				return err
			}
			found, err := h.Vet(c.Body)
			switch {
			case err != nil:
				return err
			case found == 0:
				h.Print("nothing to complain about\n")
			}
			return nil
		},
	}
}

func fixMagic() Magic {
	return Magic{
		Name: "fix", Group: Code, Block: true, Go: true, Usage: "%%fix",
		Example: "%%fix\nfor i := 0; i < 3; i++ { println(i) }",
		Doc:     "Formats this cell as gofmt does, and writes in newer Go what newer Go says more simply. The cell is replaced by the result, and not run.",
		Run: func(_ context.Context, h Host, c Call) error {
			if err := noArgs("%%fix", c); err != nil {
				return err
			}
			text, changes, err := h.Fix(c.Body)
			if err != nil {
				return err
			}
			for _, change := range changes {
				h.Print(change + "\n")
			}
			if len(changes) == 0 {
				h.Print(fmt.Sprintln("formatted; nothing else to change"))
			}
			h.Replace(text)
			return nil
		},
	}
}
