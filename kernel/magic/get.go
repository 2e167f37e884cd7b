package magic

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"
)

// A Module is a third-party module of the session.
type Module struct {
	Path    string
	Version string
	Asked   bool // for itself, and not because another one needs it
}

func getMagic() Magic {
	return Magic{
		Name: "get", Group: Modules, Line: true, Toolchain: true, Usage: "%get [-d] [MODULE[@version]]",
		Doc: "Fetches a third-party module for compiled cells and functions. " +
			"Its packages can then be imported in cells that begin with %%native or another compiled magic, and in functions below %%native func, which all cells can call. " +
			"Without a version it is the newest one. %get alone lists the session's modules, %get -d MODULE drops one. " +
			"The module belongs to the session: no file is written beside the notebook, %reset keeps it, and it is gone when the session ends, so the notebook's first cell is a good place for %get.",
		Options: []Option{{"d", "", "drop the module"}},
		Example: "%get",
		Run: func(ctx context.Context, h Host, c Call) error {
			words, drop := strings.Fields(c.Args), c.Options.Has("d")
			switch {
			case len(words) == 0 && drop:
				return errors.New("%get -d: no module named; %get alone lists them")
			case len(words) > 1:
				return errors.New("%get takes one module at a time")
			case len(words) == 0:
				h.Print(moduleTable(h.Modules()))
				return nil
			case drop:
				return h.DropModule(ctx, words[0])
			}
			return h.GetModule(ctx, words[0])
		},
	}
}

// moduleTable lists modules for a reader.
func moduleTable(list []Module) string {
	if len(list) == 0 {
		return "no modules yet; %get MODULE adds one\n"
	}
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, m := range list {
		note := ""
		if !m.Asked {
			note = "\tneeded by others"
		}
		fmt.Fprintf(w, "%s\t%s%s\n", m.Path, m.Version, note)
	}
	w.Flush()
	return b.String()
}
