package magic

import (
	"context"
	"fmt"
	"strings"
)

// A Compiled is a cell that the Go toolchain is to compile.
type Compiled struct {
	Mode Mode
	Code string
}

// Mode says what is done with the compiled cell.
type Mode string

// Modes.
const (
	Native Mode = "native" // it is run
	Race   Mode = "race"   // it is run under the race detector
)

// compiledMagics are those that need the Go toolchain.
func compiledMagics() []Magic {
	return []Magic{
		compiled(Native, "Compiles the cell with what it needs of the session, and runs it in a process of its own, at the speed of compiled code. "+
			"Variables of the session that it reads are passed to it, and those that it changes come back, by value; what it declares joins the session. "+
			"What cannot leave the session's process, such as a channel, is refused before anything runs."),
		compiled(Race, "Runs the cell as %%native does, under the race detector. Every data race that happens is shown: both accesses, and where their goroutines were started."),
	}
}

func compiled(mode Mode, doc string) Magic {
	name := string(mode)
	return Magic{
		Name: name, Block: true, Go: true, Usage: "%%" + name, Doc: doc,
		Run: func(ctx context.Context, h Host, c Call) error {
			if err := noArgs("%%"+name, c); err != nil {
				return err
			}
			if strings.TrimSpace(c.Body) == "" {
				return fmt.Errorf("%%%%%s: there is no code below it", name)
			}
			return h.Compiled(ctx, Compiled{Mode: mode, Code: c.Body})
		},
	}
}
