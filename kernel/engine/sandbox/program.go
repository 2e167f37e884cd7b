package sandbox

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A Kind says what a program is, and with that what it may do.
type Kind int

const (
	// Run is a submission: one process with threads, which starts no other.
	Run Kind = iota
	// Build is a tool such as the Go compiler: trusted itself, fed by strangers. It may start other
	// programs from the folders that it can read.
	Build
)

// A Program is what is to run. Paths are absolute. The zero value of a field but Path is usable.
type Program struct {
	Path string
	Args []string // without the program's name
	Env  []string // the whole environment; TMPDIR is added if there is scratch space
	// Dir is the working directory, which must be readable by way of Read or Write; default: the scratch
	// space, or an empty folder if there is none.
	Dir  string
	Kind Kind
	// Reserves says that the program reserves far more address space than it uses, as one built with
	// -race does. Its memory is then bounded by what is resident only.
	Reserves bool

	Read  []string // files and folders that it may read, and if it is a Build execute
	Write []string // those that it may also change

	Stdin []byte // all of its standard input
	// Stdout and Stderr receive what it prints, each from one goroutine; nil discards. A writer that
	// blocks makes the program wait. An error of a writer ends the program and is the error of Wait.
	Stdout, Stderr io.Writer
	Files          []*os.File // become its descriptors 3, 4...; they stay open here
}

// Limits bound one run. A zero field means its default.
type Limits struct {
	Wall     time.Duration // real time from its start until it is killed; default 10s
	CPU      time.Duration // processor time of all threads; default as Wall
	Memory   int64         // bytes resident; default 512 MiB
	Output   int64         // bytes printed to stdout and stderr together; default 1 MiB
	Files    int           // descriptors open at a time; default 256
	FileSize int64         // bytes of one file; default 16 MiB, and for a Build 1 GiB
	Threads  int           // default 512; fewer than 256 end honest programs. A Build's processes count as well.
	Scratch  int64         // bytes of scratch space, in TMPDIR; default: there is none
}

func (l Limits) filled(k Kind) Limits {
	set := func(v *int64, to int64) {
		if *v == 0 {
			*v = to
		}
	}
	if l.Wall == 0 {
		l.Wall = 10 * time.Second
	}
	if l.CPU == 0 {
		l.CPU = l.Wall
	}
	if l.Files == 0 {
		l.Files = 256
	}
	if l.Threads == 0 {
		l.Threads = 512
	}
	set(&l.Memory, 512<<20)
	set(&l.Output, 1<<20)
	if k == Build {
		set(&l.FileSize, 1<<30)
	}
	set(&l.FileSize, 16<<20)
	return l
}

// check finds mistakes of the caller.
func (p Program) check(l Limits) error {
	for _, path := range append(append([]string{p.Path}, p.Read...), p.Write...) {
		if !filepath.IsAbs(path) {
			return fmt.Errorf("%q is not an absolute path", path)
		}
		if filepath.Clean(path) == "/" {
			return errors.New("the program may not see the whole file system")
		}
	}
	for _, path := range append(slices.Clone(p.Read), p.Write...) {
		if _, err := os.Stat(path); err != nil {
			return fmt.Errorf("what the program may see: %w", err)
		}
	}
	for _, text := range append(append([]string{p.Path}, p.Args...), p.Env...) {
		if strings.ContainsRune(text, 0) {
			return fmt.Errorf("%q contains a zero byte", text)
		}
	}
	if p.Dir != "" && !filepath.IsAbs(p.Dir) {
		return fmt.Errorf("%q is not an absolute path", p.Dir)
	}
	if len(p.Files) > 64 {
		return fmt.Errorf("%d descriptors are too many, 64 can be given", len(p.Files))
	}
	if l.Wall < 0 || l.CPU < 0 || l.Memory < 0 || l.Output < 0 || l.Files < 0 || l.FileSize < 0 || l.Threads < 0 || l.Scratch < 0 {
		return fmt.Errorf("a limit is negative: %+v", l)
	}
	if need := len(p.Files) + 3; l.Files != 0 && l.Files < need {
		return fmt.Errorf("the program gets %d descriptors, and may have %d", need, l.Files)
	}
	return nil
}
