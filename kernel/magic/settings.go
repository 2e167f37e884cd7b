package magic

import (
	"context"
	"fmt"
)

func resetMagic() Magic {
	return Magic{
		Name: "reset", Group: Session, Line: true, Once: true, Usage: "%reset [-f]",
		Options: []Option{{"f", "", "as in IPython; nothing is asked anyway"}},
		Example: "x := 1\n---\n%reset",
		Doc: "Forgets everything the session declared and ends its goroutines. " +
			"Execution counts, the folder and the environment, limits and modules stay. A single large value is freed by x = nil, or by declaring x again.",
		Run: func(ctx context.Context, h Host, c Call) error {
			if c.Args != "" {
				return fmt.Errorf("%%reset takes no names, so %q has no effect: it forgets everything. x = nil frees the value of one variable, and so does declaring x again", c.Args)
			}
			return h.Reset(ctx)
		},
	}
}

func autoimportMagic() Magic {
	return Magic{
		Name: "autoimport", Group: Modules, Line: true, Usage: "%autoimport [on|off]",
		Words: onOff, Example: "%autoimport off\n---\n%autoimport on",
		Doc: "Says whether forgotten imports are added by themselves, or turns that on or off. Only imports of the standard library are added, where just one package can be meant, and a note says so.",
		Run: func(_ context.Context, h Host, c Call) error {
			switch c.Args {
			case "on", "off":
				h.SetAutoImport(c.Args == "on")
			case "":
			default:
				return fmt.Errorf("%%autoimport %s: it is on or off", c.Args)
			}
			if h.AutoImport() {
				h.Print("forgotten imports are added by themselves\n")
			} else {
				h.Print("forgotten imports are errors\n")
			}
			return nil
		},
	}
}

func onOff() []Word { return []Word{{"on", ""}, {"off", ""}} }
