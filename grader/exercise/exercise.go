// Package exercise reads exercise folders and says what is wrong with one. It builds and runs nothing.
//
// A folder NN-name holds
//
//	README.md       the statement
//	exercise.yaml   see Manifest
//	starter.go      package solution: the given types, and functions to fill in; it compiles
//	solution/*.go   package solution: the reference
//	cases/*.go      package cases: inputs and outputs that driver and checks share
//	driver/*.go     package main: runs a case with the submission, on package probe
//	checks/*.go     package main: the judge, on package checks
//	wrong/*.go      package solution; the first line says what must fail: "// fails: CHECK: why"
//	accepted/*.go   package solution; the first line says what is different: "// accepted: how"
//
// Each file of wrong and accepted is a submission of its own, so that they do not compile together. The build
// constraint "//go:build ignore" as their second line keeps the go command away from them; it is not part of the
// submission.
package exercise

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"weft/kernel/golang/near"
)

// An Exercise is a folder that was read and found in order.
type Exercise struct {
	Manifest
	Folder string // "03-producers"
	Hash   string // of everything that a verdict depends on: manifest, cases, driver, checks

	Statement string // README.md
	Starter   string
	Solution  []File
	Cases     []File
	Driver    []File
	Checks    []File
	Wrong     []Sample
	Accepted  []Sample
}

// A File is a Go file of the folder.
type File struct {
	Name string // without folders
	Text string
}

// A Sample is a solution that is known to be right or wrong.
type Sample struct {
	File
	Fails []string // checks that it must fail, at least one of them; none for an accepted one
	In    string   // the case, if only that matters
	Why   string
}

// A ProblemError says everything that is wrong with an exercise's folder.
type ProblemError struct {
	Folder   string
	Problems []string
}

func (e *ProblemError) Error() string {
	return fmt.Sprintf("exercise %s: %s", e.Folder, strings.Join(e.Problems, "; "))
}

// maxFile bounds each file of an exercise, in bytes.
const maxFile = 1 << 20

// Load reads the exercise in a folder of fsys. A *ProblemError is about the exercise; other errors
// are of the file system.
func Load(fsys fs.FS, folder string) (*Exercise, error) {
	l := &loader{fsys: fsys, folder: folder}
	e := &Exercise{Folder: path.Base(folder)}
	e.Statement = l.text("README.md")
	if manifest := l.text("exercise.yaml"); manifest != "" {
		m, err := parseManifest(manifest)
		if err != nil {
			l.problem("exercise.yaml: %v", err)
		}
		e.Manifest = m
		for _, p := range m.problems() {
			l.problem("exercise.yaml: %s", p)
		}
	}
	e.Starter = l.text("starter.go")
	e.Solution, e.Cases = l.files("solution", true), l.files("cases", true)
	e.Driver, e.Checks = l.files("driver", true), l.files("checks", true)
	for _, f := range l.files("wrong", false) {
		e.Wrong = append(e.Wrong, l.sample(f, "wrong", "// fails: ", e.Manifest.Cases...))
	}
	for _, f := range l.files("accepted", false) {
		e.Accepted = append(e.Accepted, l.sample(f, "accepted", "// accepted: "))
	}
	if l.err != nil {
		return nil, l.err
	}
	if len(l.problems) > 0 {
		return nil, &ProblemError{e.Folder, l.problems}
	}
	e.Hash = l.hash("exercise.yaml", e)
	return e, nil
}

// A loader collects what is wrong, so that all of it can be said at once.
type loader struct {
	fsys     fs.FS
	folder   string
	problems []string
	err      error
}

func (l *loader) problem(format string, args ...any) {
	l.problems = append(l.problems, fmt.Sprintf(format, args...))
}

// plain is a text as it was written: some editors put a mark before it, and git on Windows changes the ends of lines.
func plain(data []byte) string {
	return strings.ReplaceAll(strings.TrimPrefix(string(data), "\ufeff"), "\r\n", "\n")
}

// text is a file that must be there.
func (l *loader) text(name string) string {
	data, err := fs.ReadFile(l.fsys, path.Join(l.folder, name))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		l.problem("%s is missing", name)
	case err != nil:
		l.err = errors.Join(l.err, fmt.Errorf("read exercise: %w", err))
	case len(data) > maxFile:
		l.problem("%s is larger than %d KiB", name, maxFile>>10)
	case len(strings.TrimSpace(string(data))) == 0:
		l.problem("%s is empty", name)
	default:
		return plain(data)
	}
	return ""
}

// files are the Go files of a folder; tests are left out.
func (l *loader) files(folder string, needed bool) []File {
	entries, err := fs.ReadDir(l.fsys, path.Join(l.folder, folder))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		l.err = errors.Join(l.err, fmt.Errorf("read exercise: %w", err))
	}
	var files []File
	for _, e := range entries {
		if e.IsDir() || !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		files = append(files, File{e.Name(), l.text(path.Join(folder, e.Name()))})
	}
	if needed && len(files) == 0 {
		l.problem("%s/ has no Go files", folder)
	}
	return files
}

// ignored is a second line that only the go command heeds.
const ignored = "//go:build ignore\n"

// sample reads what a wrong or accepted solution says of itself: "// fails: RATE, TIME in cancelled: why".
// The name of a case may have a colon, so that cases are needed to find its end.
func (l *loader) sample(f File, folder, begin string, cases ...Case) Sample {
	line, rest, _ := strings.Cut(f.Text, "\n")
	if after, ok := strings.CutPrefix(rest, ignored); ok {
		f.Text = line + "\n//\n" + after // as many lines as before
	}
	s := Sample{File: f}
	says, ok := strings.CutPrefix(line, begin)
	if !ok {
		l.problem("%s/%s: its first line is not %q", folder, f.Name, begin+"...")
		return s
	}
	if folder == "accepted" {
		s.Why = strings.TrimSpace(says)
		return s
	}
	names, why, ok := strings.Cut(says, ": ")
	names, s.In, _ = strings.Cut(names, " in ")
	for _, c := range cases {
		if after, is := strings.CutPrefix(says, names+" in "+c.Name+": "); is && len(c.Name) > len(s.In) {
			s.In, why = c.Name, after
		}
	}
	if !ok {
		l.problem("%s/%s: its first line does not say why: %qCHECK: why", folder, f.Name, begin)
	}
	s.Why = strings.TrimSpace(why)
	for name := range strings.SplitSeq(names, ",") {
		if name = strings.TrimSpace(name); name != "" {
			s.Fails = append(s.Fails, name)
		}
	}
	if len(s.Fails) == 0 {
		l.problem("%s/%s: its first line names no check", folder, f.Name)
	}
	return s
}

// hash is a hash of the named file and of cases, driver and checks.
func (l *loader) hash(manifest string, e *Exercise) string {
	h := sha256.New()
	data, _ := fs.ReadFile(l.fsys, path.Join(l.folder, manifest))
	text := plain(data)
	fmt.Fprintf(h, "%d %s\n", len(text), text)
	for _, files := range [][]File{e.Cases, e.Driver, e.Checks} {
		for _, f := range files {
			fmt.Fprintf(h, "%s %d %s\n", f.Name, len(f.Text), f.Text)
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// All are the folders of exercises in fsys, "01-measure" and so on, in order.
func All(fsys fs.FS) ([]string, error) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, fmt.Errorf("list exercises: %w", err)
	}
	var folders []string
	for _, e := range entries {
		if e.IsDir() && number(e.Name()) != "" {
			folders = append(folders, e.Name())
		}
	}
	slices.Sort(folders)
	return folders, nil
}

// Find is the folder of the exercise that name means: "3", "03", "producers", "03-producers".
func Find(fsys fs.FS, name string) (string, error) {
	folders, err := All(fsys)
	if err != nil {
		return "", err
	}
	var known []string
	for _, f := range folders {
		digits := number(f)
		rest := strings.TrimPrefix(f, digits+"-")
		if name == f || name == digits || name == strings.TrimLeft(digits, "0") || name == rest {
			return f, nil
		}
		known = append(known, rest)
	}
	meant := ""
	if w := near.Word(name, known); w != "" {
		meant = fmt.Sprintf(" (did you mean %s?)", w)
	}
	return "", fmt.Errorf("there is no exercise %q%s; there are %s", name, meant, strings.Join(known, ", "))
}

// number is the digits that a folder's name begins with, before a dash.
func number(folder string) string {
	digits, _, ok := strings.Cut(folder, "-")
	if !ok || digits == "" || strings.Trim(digits, "0123456789") != "" {
		return ""
	}
	return digits
}
