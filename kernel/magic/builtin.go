package magic

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

func timeMagic() Magic {
	return Magic{
		Name: "time", Line: true, Usage: "%time",
		Doc: "Prints how long the rest of the cell took. The time is that of the interpreter on this machine, not of compiled code.",
		Run: func(ctx context.Context, h Host, c Call) error {
			if err := noArgs("%time", c); err != nil {
				return fmt.Errorf("%w: what it times stands in the lines below it", err)
			}
			if c.Rest == nil {
				return errors.New("%time: nothing follows that it could time; put it into the first line of the cell")
			}
			start := time.Now()
			err := c.Rest(ctx)
			h.Print(fmt.Sprintf("took %s\n", round(time.Since(start))))
			return err
		},
	}
}

// noArgs refuses arguments, which would have no effect.
func noArgs(name string, c Call) error {
	if c.Args != "" {
		return fmt.Errorf("%s takes no arguments, so %q has no effect", name, c.Args)
	}
	return nil
}

// round keeps three significant digits.
func round(d time.Duration) time.Duration {
	unit := time.Duration(1)
	for d/unit >= 1000 {
		unit *= 10
	}
	return d.Round(unit)
}

func whoMagic() Magic {
	return Magic{
		Name: "who", Line: true, Usage: "%who [KIND]",
		Doc: "Lists what the session has declared, with type and cell. KIND is var, const, func or type.",
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

func resetMagic() Magic {
	return Magic{
		Name: "reset", Line: true, Usage: "%reset",
		Doc: "Forgets everything the session declared and ends its goroutines. Execution counts go on.",
		Run: func(ctx context.Context, h Host, c Call) error {
			if err := noArgs("%reset", c); err != nil {
				return err
			}
			return h.Reset(ctx)
		},
	}
}

func autoimportMagic() Magic {
	return Magic{
		Name: "autoimport", Line: true, Usage: "%autoimport [on|off]",
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

func bashMagic(shell string) Magic {
	return Magic{
		Name: shell, Block: true, Usage: "%%" + shell,
		Doc: "Runs the cell as a script of the system's shell.",
		Run: func(ctx context.Context, h Host, c Call) error { return RunShell(ctx, h, c.Body) },
	}
}

// ErrNoShell is what ! and %%bash answer where they are turned off.
var ErrNoShell = errors.New("shell commands are turned off in this notebook")

// RunShell is what a shell line (!command) does.
func RunShell(ctx context.Context, h Host, command string) error {
	if !h.ShellAllowed() {
		return ErrNoShell
	}
	return h.Shell(ctx, command)
}

func writefileMagic() Magic {
	return Magic{
		Name: "writefile", Block: true, Usage: "%%writefile [-a] FILE",
		Doc: "Writes the rest of the cell to a file. With -a it is appended.",
		Run: func(_ context.Context, h Host, c Call) error {
			name, flags := c.Args, os.O_CREATE|os.O_WRONLY|os.O_TRUNC
			if rest, ok := strings.CutPrefix(name, "-a "); ok {
				name, flags = strings.TrimSpace(rest), os.O_CREATE|os.O_WRONLY|os.O_APPEND
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

func lsmagicMagic(r *Registry) Magic {
	return Magic{
		Name: "lsmagic", Line: true, Between: true, Usage: "%lsmagic",
		Doc: "Lists the magics.",
		Run: func(_ context.Context, h Host, c Call) error {
			if err := noArgs("%lsmagic", c); err != nil {
				return err
			}
			var b strings.Builder
			w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
			for _, m := range r.sorted() {
				first, _, _ := strings.Cut(m.Doc, ". ")
				fmt.Fprintf(w, "%s\t%s\n", m.Usage, strings.TrimSuffix(first, "."))
			}
			fmt.Fprintf(w, "!COMMAND\tRuns a command of the system's shell\nNAME?\tShows what is known about a name; NAME?? shows its source too\n")
			w.Flush()
			h.Print(b.String())
			return nil
		},
	}
}

func helpMagic(r *Registry) Magic {
	return Magic{
		Name: "help", Line: true, Between: true, Usage: "%help [NAME]",
		Doc: "Explains a magic. Without a name it says how to begin.",
		Run: func(_ context.Context, h Host, c Call) error {
			name := strings.TrimLeft(c.Args, "%")
			if name == "" {
				h.Print("A cell holds Go: imports, declarations and statements in any order. The value of a last expression is shown.\n" +
					"%lsmagic lists commands, NAME? explains a name, Tab completes, Shift-Tab inspects.\n")
				return nil
			}
			m, ok := r.magics[name]
			if !ok {
				return &UnknownError{Typed: "%" + name, Near: r.nearest("%" + name)}
			}
			h.Print(m.Usage + "\n\n" + m.Doc + "\n")
			return nil
		},
	}
}

func (r *Registry) sorted() []Magic {
	var list []Magic
	for _, m := range r.magics {
		list = append(list, m)
	}
	slices.SortFunc(list, func(a, b Magic) int { return strings.Compare(a.Name, b.Name) })
	return list
}
