package notes

import (
	"strings"

	"weft/kernel/engine/native/crash"
	"weft/kernel/golang/cell"
)

// A Func is the machine code of a function.
type Func struct {
	Name         string // "sum", "(*P).get", "closure.func1"
	Size         int    // bytes
	Frame        int    // bytes on the stack beside the arguments
	Instructions []Instruction
}

// An Instruction is one of Go's assembler.
type Instruction struct {
	Offset int      // from the beginning of the function, as jumps name it
	Pos    cell.Pos // without a column; invalid if it is in no cell, as those of inlined functions of packages
	Text   string   // "ADDQ (AX)(CX*8), DX"
}

// Functions reads what the compiler prints for -S, and returns the functions of package main that have
// instructions from cells.
func Functions(text string) []Func {
	var all []Func
	var f *Func
	for line := range strings.SplitSeq(text, "\n") {
		if !strings.HasPrefix(line, "\t") {
			f = nil
			if h, ok := parseHeader(line); ok {
				all = append(all, h)
				f = &all[len(all)-1]
			}
			continue
		}
		if f == nil {
			continue
		}
		if i, ok := parseInstruction(line); ok {
			f.Instructions = append(f.Instructions, i)
		}
	}
	var kept []Func
	for _, f := range all {
		for _, i := range f.Instructions {
			if i.Pos.IsValid() {
				kept = append(kept, f)
				break
			}
		}
	}
	return kept
}

// parseHeader reads "main.sum STEXT nosplit size=27 args=0x18 locals=0x0 funcid=0x0 align=0x0".
func parseHeader(line string) (Func, bool) {
	name, rest, ok := strings.Cut(line, " STEXT ")
	name, own := strings.CutPrefix(name, "main.")
	if !ok || !own {
		return Func{}, false
	}
	f := Func{Name: name}
	for field := range strings.FieldsSeq(rest) {
		if size, ok := strings.CutPrefix(field, "size="); ok {
			f.Size = number(size)
		}
		if locals, ok := strings.CutPrefix(field, "locals=0x"); ok {
			f.Frame = hex(locals)
		}
	}
	return f, true
}

// parseInstruction reads "\t0x000b 00011 (cell[3]:7[/tmp/a.go:12])\tADDQ\t(AX)(CX*8), DX". What only describes
// the code to the run time is left out.
func parseInstruction(line string) (Instruction, bool) {
	fields := strings.Split(strings.TrimPrefix(line, "\t"), "\t")
	if len(fields) < 2 {
		return Instruction{}, false
	}
	offset, rest, _ := strings.Cut(fields[0], " ")
	offset, isOffset := strings.CutPrefix(offset, "0x")
	_, where, found := strings.Cut(rest, " (")
	where, closed := strings.CutSuffix(where, ")")
	switch fields[1] {
	case "TEXT", "FUNCDATA", "PCDATA", "PCALIGN":
		return Instruction{}, false
	}
	if !isOffset || !found || !closed {
		return Instruction{}, false
	}
	i := Instruction{Offset: hex(offset), Text: strings.TrimSpace(strings.Join(fields[1:], " "))}
	// The file's own name and line follow in brackets where a directive has given others.
	file, numbers, _ := strings.Cut(where, "]:")
	line, _, _ = strings.Cut(numbers, "[")
	i.Pos = crash.InCell(file+"]", number(line), 0)
	return i, i.Text != ""
}

// hex is 0 for what is no number.
func hex(text string) int {
	n := 0
	for _, d := range strings.ToLower(text) {
		i := strings.IndexRune("0123456789abcdef", d)
		if i < 0 || n > 1<<40 {
			return 0
		}
		n = 16*n + i
	}
	return n
}
