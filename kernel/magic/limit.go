package magic

import (
	"context"
	"fmt"
	"strings"
	"text/tabwriter"

	"weft/kernel/golang/near"
)

// A Limit is one that a session has.
type Limit struct {
	Name  string // "output"
	Value string // as a reader sees it
	Usage string // what its value may be, and what it bounds
}

func limitMagic() Magic {
	return Magic{
		Name: "limit", Group: Settings, Line: true, Between: true, Usage: "%limit [NAME VALUE]",
		Words: limitWords, Example: "%limit output 20MB keep\n---\n%limit memory 2GB\n---\n%limit",
		Doc: "Shows what cells may use, or changes it. %limit output 20MB lets a cell print so much; what comes above that is left out, " +
			"and a mark says how much it was. With keep behind it all of a cell's output is written to a file, which the mark names. " +
			"off ends the limit. %limit memory 2GB stops a cell when the evaluator uses more, and its variables stay; " +
			"what cells compile or start as processes of their own does not count. %limit displays 5000 is for outputs beside text. Limits hold until the kernel ends, also after %reset.",
		Run: runLimit,
	}
}

func limitWords() []Word {
	return []Word{{"memory", "how much memory cells may use"}, {"output", "how much a cell may print"}, {"displays", "how many outputs beside text a cell may have"}}
}

func runLimit(_ context.Context, h Host, c Call) error {
	name, value, _ := strings.Cut(c.Args, " ")
	all := h.Limits()
	if name == "" {
		h.Print(limitTable(all))
		return nil
	}
	var names []string
	for _, l := range all {
		names = append(names, l.Name)
		if l.Name != name {
			continue
		}
		if value = strings.TrimSpace(value); value == "" {
			h.Print(limitTable([]Limit{l}))
			return nil
		}
		if err := h.SetLimit(name, value); err != nil {
			return fmt.Errorf("%%limit %s: %w", name, err)
		}
		return nil
	}
	if likely := near.Word(name, names); likely != "" {
		return fmt.Errorf("%%limit: no limit %q; did you mean %s?", name, likely)
	}
	return fmt.Errorf("%%limit: no limit %q; there are %s", name, strings.Join(names, ", "))
}

func limitTable(list []Limit) string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, l := range list {
		fmt.Fprintf(w, "%s\t%s\t(%s)\n", l.Name, l.Value, l.Usage)
	}
	w.Flush()
	return b.String()
}
