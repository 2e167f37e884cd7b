package magic

import (
	"context"
	"regexp"
	"strings"
)

// welcome is what %help alone shows, as Markdown that reads as plain text too.
const welcome = "**A cell holds Go**: imports, declarations and statements in any order. What a cell declares is there for\n" +
	"the cells below. The value of the last expression is shown; a `;` behind it keeps it quiet.\n" + `
| Key or text | What it does |
| :--- | :--- |
| Tab | completes names, fields, packages that are not imported yet, magics, files |
| Shift-Tab | explains what the cursor stands on; NAME? does too, NAME?? shows the source |
| I, I or ■ | interrupts a cell; its variables stay |
| !COMMAND | runs a command of the system's shell |

| Magic | What it does |
| :--- | :--- |
| %whos | lists the session's variables with their values |
| %time STATEMENT | says how long it took; %timeit runs it many times |
| %%native | compiles the cell and runs it at full speed |
| %%race | runs it under the race detector; %%virtual in virtual time |
| %%test | runs the cell's tests; %%bench its benchmarks |
| %reset | forgets everything |

%lsmagic lists all magics, %help NAME explains one.`

func helpMagic(r *Registry) Magic {
	return Magic{
		Name: "help", Group: Help, Line: true, Between: true, Usage: "%help [NAME]", Takes: Magics,
		Doc:     "Explains a magic. Without a name it says how to begin.",
		Example: "%help timeit",
		Run: func(_ context.Context, h Host, c Call) error {
			name := strings.Trim(c.Args, "%?")
			if name == "" {
				showMarkdown(h, plainMarkdown(welcome), mentionedMagic.ReplaceAllString(welcome, "`$0`"))
				return nil
			}
			m, ok := r.magics[name]
			if !ok {
				return r.unknown("%"+name, c.Args)
			}
			showMarkdown(h, m.Text(), m.Markdown())
			return nil
		},
	}
}

func lsmagicMagic(r *Registry) Magic {
	return Magic{
		Name: "lsmagic", Group: Help, Line: true, Between: true, Usage: "%lsmagic",
		Doc:     "Lists the magics.",
		Example: "%lsmagic",
		Run: func(_ context.Context, h Host, c Call) error {
			if err := noArgs("%lsmagic", c); err != nil {
				return err
			}
			t := Table{Columns: []Column{{Title: "Magic", Code: true}, {Title: "What it does", Prose: true}}}
			section := Group("")
			for _, m := range r.All() {
				row := Row{Cells: []string{m.typed(), m.Gist()}}
				if g := m.group(); g != section {
					section, row.Section = g, string(g)
				}
				t.Rows = append(t.Rows, row)
			}
			t.Rows = append(t.Rows,
				Row{Section: "Without a %", Cells: []string{"!COMMAND", "Runs a command of the system's shell"}},
				Row{Cells: []string{"NAME?", "Explains a name; NAME?? shows its source too"}})
			t.Foot = "% stands before a line, %% before a whole cell. %help NAME explains one, with an example."
			h.Table(t)
			return nil
		},
	}
}

// typed is how the magic is called: "%time", "%%bash", "%bench, %%bench".
func (m Magic) typed() string {
	var forms []string
	if m.Line {
		forms = append(forms, "%"+m.Name)
	}
	if m.Block {
		forms = append(forms, "%%"+m.Name)
	}
	return strings.Join(forms, ", ")
}

// Text is the magic's documentation for a terminal.
func (m Magic) Text() string {
	var b strings.Builder
	b.WriteString(m.Usage + "\n\n" + wrap(m.Gist()+".") + "\n")
	if rest := m.rest(); rest != "" {
		b.WriteString("\n" + wrap(rest) + "\n")
	}
	if len(m.Options) > 0 {
		width := 0
		for _, o := range m.Options {
			width = max(width, len(o.String()))
		}
		b.WriteString("\nOptions:\n")
		for _, o := range m.Options {
			b.WriteString("  " + o.String() + strings.Repeat(" ", width-len(o.String())+2) + o.Doc + "\n")
		}
	}
	if m.Example != "" {
		b.WriteString("\nExample:\n    " + strings.ReplaceAll(m.Example, "\n", "\n    ") + "\n")
	}
	if m.Toolchain {
		b.WriteString("\nIt needs the Go toolchain.\n")
	}
	return strings.ReplaceAll(b.String(), "    "+CellBreak+"\n", "\n")
}

// Markdown is the magic's documentation for a notebook.
func (m Magic) Markdown() string {
	var b strings.Builder
	b.WriteString("```text\n" + m.Usage + "\n```\n\n" + escapeMarkdown(m.Gist()) + ".\n")
	if rest := m.rest(); rest != "" {
		b.WriteString("\n" + escapeMarkdown(rest) + "\n")
	}
	if len(m.Options) > 0 {
		b.WriteString("\n| Option | |\n| :--- | :--- |\n")
		for _, o := range m.Options {
			b.WriteString("| `" + o.String() + "` | " + escapeMarkdown(o.Doc) + " |\n")
		}
	}
	for i, cell := range m.Cells() {
		if i == 0 {
			b.WriteString("\nExample:\n")
		}
		b.WriteString("\n```go\n" + cell + "\n```\n")
	}
	if m.Toolchain {
		b.WriteString("\nIt needs the Go toolchain.\n")
	}
	return b.String()
}

// CellBreak is the line between the cells of an example.
const CellBreak = "---"

// Cells are the cells of the example, without line ends at their ends.
func (m Magic) Cells() []string {
	if m.Example == "" {
		return nil
	}
	return strings.Split(m.Example, "\n"+CellBreak+"\n")
}

// rest is the documentation behind its first sentence.
func (m Magic) rest() string {
	_, rest, _ := strings.Cut(m.Doc, ". ")
	return rest
}

// textWidth is how long lines of text are in a terminal.
const textWidth = 96

// wrap breaks prose into lines.
func wrap(s string) string {
	var b strings.Builder
	column := 0
	for word := range strings.FieldsSeq(s) {
		width := len([]rune(word))
		switch {
		case column == 0:
		case column+1+width > textWidth:
			b.WriteByte('\n')
			column = 0
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += width
	}
	return b.String()
}

var mentionedMagic = regexp.MustCompile(`%%?[a-z]+`)

// escapeMarkdown keeps what are signs to Markdown, as far as they occur in prose about code, and sets magics as code.
func escapeMarkdown(s string) string {
	s = mentionedMagic.ReplaceAllString(s, "`$0`")
	return strings.NewReplacer("*", `\*`, "_", `\_`, "<", `\<`, "|", `\|`, "$", `\$`, "[", `\[`).Replace(s)
}

// plainMarkdown is our own Markdown as text: tables are aligned, and marks are left out.
func plainMarkdown(s string) string {
	lines := strings.Split(strings.NewReplacer("**", "", "`", "").Replace(s), "\n")
	var out []string
	for i := 0; i < len(lines); i++ {
		if !strings.HasPrefix(lines[i], "| ") {
			out = append(out, lines[i])
			continue
		}
		var rows [][2]string
		for ; i < len(lines) && strings.HasPrefix(lines[i], "| "); i++ {
			left, right, _ := strings.Cut(strings.Trim(lines[i], "| "), " | ")
			rows = append(rows, [2]string{left, right})
		}
		i--
		width := 0
		for _, r := range rows[2:] {
			width = max(width, len([]rune(r[0])))
		}
		for _, r := range rows[2:] { // behind the title and the rule
			out = append(out, "  "+r[0]+strings.Repeat(" ", width-len([]rune(r[0]))+2)+r[1])
		}
	}
	return strings.Join(out, "\n")
}

func showMarkdown(h Host, text, markdown string) {
	h.Display(map[string]any{"text/plain": strings.TrimRight(text, "\n"), "text/markdown": markdown}, "")
}
