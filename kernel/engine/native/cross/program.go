package cross

import (
	"errors"
	"io"
	"os"
)

// Variable is the environment variable that tells a program that it is a compiled cell; see Version.
const Variable = "WEFT_CROSS"

// Version is the value of Variable, of the protocol that the package's documentation describes.
const Version = "1"

// The program's descriptors.
const (
	EventsFD = 3 + iota
	AnswersFD
	CrashFD
	InFD
	OutFD
)

// WorkerVersion is the value of Variable for workers, whose descriptors are the following.
const WorkerVersion = "worker 1"

// A worker's descriptors. Its descriptor 2 is for the run time alone, so that the last words of a crash do not
// mix with what the functions print.
const (
	ControlFD = 3 + iota
	StderrFD
)

// A Program is a compiled cell. Nil functions have nothing to do.
type Program struct {
	Read  func(r *Reader) // sets the variables that the cell reads
	Run   func()          // the cell
	Write func(w *Writer) // writes the variables that come back
}

// Main runs a program; generated main functions call it and do nothing else. If Run panics or calls
// runtime.Goexit, the variables are written all the same, and the program goes on to end as it would
// have without Main.
func Main(p Program) {
	if p.Read != nil {
		if err := readVariables(p.Read); err != nil {
			fail("read the session's variables: " + err.Error())
		}
	}
	if p.Write != nil {
		defer writeVariables(p.Write)
	}
	if p.Run != nil {
		p.Run()
	}
}

func readVariables(read func(*Reader)) error {
	in, err := this.open(InFD, "variables in")
	if err != nil {
		return err
	}
	defer in.Close()
	sealed, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	r := Open(sealed)
	read(r)
	return r.End()
}

// writeVariables writes what it can: what goes wrong is reported, and does not change how the program ends.
func writeVariables(write func(*Writer)) {
	w := NewWriter()
	write(w)
	sealed, err := w.Seal()
	if err == nil {
		var out *os.File
		if out, err = this.open(OutFD, "variables out"); err == nil {
			defer out.Close()
			_, err = out.Write(sealed)
		}
	}
	if err != nil {
		report("variables do not come back: " + err.Error())
	}
}

// fail ends the program because it could not begin.
func fail(text string) {
	report(text)
	os.Exit(125)
}

// report sends a Fault, or prints it if there is nobody to send it to.
func report(text string) {
	if this.send(Event{Kind: Fault, Text: text}) != nil {
		os.Stderr.WriteString("weft: " + text + "\n")
	}
}

// open returns a private descriptor as a file.
func (p *process) open(fd int, name string) (*os.File, error) {
	if !p.running {
		return nil, errors.New("this program is not run by a notebook")
	}
	return os.NewFile(uintptr(fd), name), nil
}
