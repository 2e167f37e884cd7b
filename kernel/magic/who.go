package magic

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"
)

func whoMagic() Magic {
	return Magic{
		Name: "who", Group: Session, Line: true, Usage: "%who [KIND]",
		Example: "limit := 10\nfunc half(n int) int { return n / 2 }\n---\n%who\n---\n%who func",
		Doc:     "Lists what the session has declared, with type and cell. KIND is var, const, func or type.",
		Run: func(_ context.Context, h Host, c Call) error {
			kinds := []string{"", "var", "const", "func", "type"}
			if !slices.Contains(kinds, c.Args) {
				return fmt.Errorf("%%who %s: KIND is one of var, const, func, type", c.Args)
			}
			var b strings.Builder
			w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
			n := 0
			for _, v := range h.Variables() {
				if c.Args == "" || c.Args == v.Kind {
					where := fmt.Sprintf("cell [%d]", v.Cell)
					if v.Compiled {
						where += ", compiled"
					}
					if v.Lost {
						where += ", lost"
					}
					fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", v.Kind, v.Name, v.Type, where)
					n++
				}
			}
			if n == 0 {
				fmt.Fprintln(w, "nothing declared yet")
			}
			w.Flush()
			h.Print(b.String())
			return nil
		},
	}
}
