// Package submission reads what a student hands in, a Go file, a folder or a notebook, and checks it before anything
// is built: that it is Go, that it imports and declares only what its exercise allows. It runs nothing.
package submission

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
)

// PackageName is the name of the package that every submission is.
const PackageName = "solution"

// A Submission is the text of one.
type Submission struct {
	Name  string // whose it is
	Files []File // in order of their names, or of the notebook's cells
}

// A File is a Go file, or a cell of a notebook.
type File struct {
	Name string // as positions say it: "queue.go", "cell 12"
	Text string
	// Cell says that the text has no package clause and needs no imports, as in a notebook.
	Cell    bool
	Imports []Import // those that a cell's text has left to the notebook
}

// An Import is a package with the name that the text has for it, "" for its own.
type Import struct{ Name, Path string }

// Source is the file as the compiler takes it, with the positions of Text.
func (f File) Source() string {
	if !f.Cell {
		return f.Text
	}
	return f.head() + f.Text
}

// head is what stands before a cell's text, in its first line.
func (f File) head() string {
	var b strings.Builder
	b.WriteString("package " + PackageName + "; ")
	for _, im := range f.Imports {
		b.WriteString("import " + im.Name + " " + strconv.Quote(im.Path) + "; ")
	}
	return b.String() + "/*line " + f.Name + ":1:1*/"
}

// Limits of what is read. What is larger is not a solution.
const (
	MaxFile  = 256 << 10
	MaxFiles = 50
)

// Hash names the content: equal submissions of different students have equal hashes. The name of a file that is alone
// does not count.
func (s Submission) Hash() string {
	h := sha256.New()
	for _, f := range s.Nameless().Files {
		fmt.Fprintf(h, "%q %t %q %d\n%s\n", f.Name, f.Cell, f.Imports, len(f.Text), f.Text)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Nameless is the submission with the name that every file has which is alone, so that what is said about it does not
// depend on how a student calls it.
func (s Submission) Nameless() Submission {
	if len(s.Files) == 1 && !s.Files[0].Cell {
		s.Files = []File{s.Files[0]}
		s.Files[0].Name = PackageName + ".go"
	}
	return s
}

// A Diagnostic is why a submission cannot be graded, in the compiler's words where they are the compiler's.
type Diagnostic struct {
	File string `json:"file"`
	Line int    `json:"line,omitempty"` // from 1; 0: the file as a whole
	Col  int    `json:"col,omitempty"`  // from 1, in bytes
	Text string `json:"text"`
	Hint string `json:"hint,omitempty"`
	// Source is the line that is meant, without its line end; "" if Line is 0.
	Source string `json:"source,omitempty"`
}

func (d Diagnostic) String() string {
	at := d.File
	if d.Line > 0 {
		at += fmt.Sprintf(":%d", d.Line)
	}
	if d.Col > 0 {
		at += fmt.Sprintf(":%d", d.Col)
	}
	text := at + ": " + d.Text
	if d.Hint != "" {
		text += " (" + d.Hint + ")"
	}
	return text
}

// Line is a line of a file of the submission, "" if there is none.
func (s Submission) Line(file string, n int) string {
	for _, f := range s.Files {
		if f.Name != file {
			continue
		}
		lines := strings.Split(f.Text, "\n")
		if n >= 1 && n <= len(lines) {
			return strings.TrimSuffix(lines[n-1], "\r")
		}
	}
	return ""
}
