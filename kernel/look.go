package kernel

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"weft/kernel/engine/native"
	"weft/kernel/engine/native/notes"
	"weft/kernel/golang/cell"
	"weft/kernel/magic"
)

// look shows what the compiler says about the cell. Nothing is run.
func (k *compiledCell) look(ctx context.Context) error {
	p, err := k.nativeProgram()
	if err != nil {
		return err
	}
	p.Job.CompileOnly = true
	p.Job.Compile = []string{"-m=2"}
	if k.asked.Mode == magic.Asm {
		p.Job.Compile = []string{"-S"}
	}
	built, err := k.session.native.Build(ctx, p)
	var build *native.BuildError
	switch {
	case errors.As(err, &build):
		return &refusal{k.session.compileFailure(build.Diagnostics)}
	case err != nil:
		return err
	case k.asked.Mode == magic.Asm:
		return k.showAsm(built.Notes)
	}
	k.showEscape(notes.Parse(built.Notes))
	return nil
}

// showEscape shows the cell's lines about which the compiler says something.
func (k *compiledCell) showEscape(all []notes.Note) {
	var b strings.Builder
	s := k.session
	s.mu.Lock()
	defer s.mu.Unlock()
	all = slices.DeleteFunc(all, func(n notes.Note) bool {
		return n.Pos.Cell != k.number || n.Kind == notes.Stack || n.Kind == notes.NotInlinable || strings.Contains(n.What, "ᐧ")
	})
	slices.SortStableFunc(all, func(a, b notes.Note) int {
		return cmp.Or(a.Pos.Line-b.Pos.Line, int(a.Kind)-int(b.Kind), a.Pos.Col-b.Pos.Col)
	})
	last := cell.Pos{}
	for _, n := range all {
		if n.Pos.Line != last.Line {
			fmt.Fprintf(&b, "%scell [%d] line %d%s\n%s\n", bold, n.Pos.Cell, n.Pos.Line, plain, s.excerpt(n.Pos, false))
			last = n.Pos
		}
		fmt.Fprintf(&b, "        %s\n", n)
	}
	if b.Len() == 0 {
		b.WriteString("nothing of this cell lives on the heap\n")
	}
	k.Print(b.String())
}

// showAsm shows the instructions of the function that was asked for, with the lines that they come from.
func (k *compiledCell) showAsm(text string) error {
	want := k.asked.Names[0]
	var known []string
	for _, f := range notes.Functions(text) {
		known = append(known, f.Name)
		if f.Name != want && !strings.HasSuffix(f.Name, "."+want) {
			continue
		}
		var b strings.Builder
		fmt.Fprintf(&b, "%s%s%s: %s, %s on the stack\n", bold, f.Name, plain, plural(f.Size, "byte"), plural(f.Frame, "byte"))
		s := k.session
		s.mu.Lock()
		defer s.mu.Unlock()
		last := cell.Pos{}
		for _, i := range f.Instructions {
			if i.Pos.IsValid() && i.Pos != last {
				fmt.Fprintf(&b, "%scell [%d] line %d%s%s\n", faint, i.Pos.Cell, i.Pos.Line, plain, strings.TrimRight(s.excerpt(i.Pos, false), " "))
				last = i.Pos
			}
			fmt.Fprintf(&b, "  %#06x  %s\n", i.Offset, i.Text)
		}
		k.Print(b.String())
		return nil
	}
	var own []string
	for _, name := range known {
		if !strings.Contains(name, "ᐧ") && name != "main" {
			own = append(own, name)
		}
	}
	return fmt.Errorf("%%%%asm %s: the compiler made no such function; there are %s. A small function may have been put into its callers: write //go:noinline above it", want, strings.Join(own, ", "))
}
