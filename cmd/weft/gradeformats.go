package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A reportFormat is a way to write results.
type reportFormat struct {
	name  string
	file  string // its name in the folder of -o; "" if it is for standard output
	lines bool   // lines of text, which others may follow
}

func reportFormats() []reportFormat {
	return []reportFormat{
		{"table", "", true}, {"json", "results.json", false}, {"html", "report.html", false}, {"junit", "junit.xml", false},
		{"gradescope", "gradescope", false}, {"nbgrader-csv", "grades.csv", false}, {"github", "", true},
	}
}

// formatHelp is about --format and -o.
const formatHelp = `Formats, several with commas or by repeating --format; each can name its file: --format table,html=class.html.
Without a file it goes into the folder of -o under the name below, or to standard output if there is no -o.
  table         a line for each submission; to standard output
  json          everything, for programs (results.json)
  html          the report of the class for its teacher, one page that needs nothing else (report.html); with -o there
                is also a page for each student to be handed out (students/NAME.html)
  junit         JUnit's XML: a suite for each submission, a test for each case (junit.xml)
  gradescope    results.json of Gradescope's autograders, one for each submission (gradescope/NAME.json); with
                gradescope=FILE.json for one submission; none is written if weft itself failed
  nbgrader-csv  the columns of nbgrader export (grades.csv); scores are empty where there is no grade
  github        annotations as workflow commands on standard output, and a summary in Markdown in the file that
                GITHUB_STEP_SUMMARY names, else in summary.md in the folder of -o
junit, gradescope, github and the students' pages show of hidden cases their names and hints only; --reveal shows all.`

// A report is a format with where it goes.
type reportTo struct {
	format reportFormat
	path   string // "" for standard output
}

// parseFormats reads the values of --format: "table", "html=class.html". dir is that of -o, or "".
func parseFormats(values []string, dir string) ([]reportTo, error) {
	if len(values) == 0 {
		values = []string{"table"}
		if dir != "" {
			values = []string{"table", "html", "json"}
		}
	}
	var list []reportTo
	var names []string
	for _, f := range reportFormats() {
		names = append(names, f.name)
	}
	for _, v := range values {
		name, path, given := strings.Cut(strings.TrimSpace(v), "=")
		i := slices.Index(names, name)
		switch {
		case i < 0:
			return nil, usageError{fmt.Errorf("unknown format %q: %s", name, strings.Join(names, ", "))}
		case given && path == "":
			return nil, usageError{fmt.Errorf("format %s: the file behind = is missing", name)}
		}
		f := reportFormats()[i]
		if !given && dir != "" && f.file != "" {
			path = filepath.Join(dir, f.file)
		}
		if to := (reportTo{f, path}); !slices.Contains(list, to) {
			list = append(list, to)
		}
	}
	return list, distinctPaths(list)
}

// distinctPaths refuses two reports in one place.
func distinctPaths(list []reportTo) error {
	for i, a := range list {
		for _, b := range list[i+1:] {
			if a.path == b.path && (a.path != "" || !a.format.lines || !b.format.lines) {
				place := a.path
				if place == "" {
					place = "standard output: give each a file, or a folder with -o"
				}
				return usageError{fmt.Errorf("the formats %s and %s would both go to %s", a.format.name, b.format.name, place)}
			}
		}
	}
	return nil
}

// writeFile writes a file whole or not at all; its folder is made.
func writeFile(path string, write func(io.Writer) error) (err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("write file: %w", err)
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".weft-*")
	if err != nil {
		return fmt.Errorf("write file: %w", err)
	}
	defer func() {
		f.Close()
		if err != nil {
			os.Remove(f.Name())
		}
	}()
	if err := write(f); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := f.Chmod(0o644); err != nil {
		return fmt.Errorf("write file: %w", err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("write file: %w", err)
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return fmt.Errorf("write file: %w", err)
	}
	return nil
}

// fileNames are names of files for students, safe in every file system and different from each other.
func fileNames(students []string) []string {
	taken := map[string]bool{}
	var names []string
	for _, s := range students {
		safe := strings.Trim(strings.Map(func(r rune) rune {
			if r < ' ' || r == 0x7f || strings.ContainsRune(`/\:*?"<>|`, r) {
				return '_'
			}
			return r
		}, s), ". ")
		if safe = string([]rune(safe)[:min(80, len([]rune(safe)))]); safe == "" {
			safe = "_"
		}
		name := safe
		for n := 2; taken[strings.ToLower(name)]; n++ {
			name = fmt.Sprintf("%s-%d", safe, n)
		}
		taken[strings.ToLower(name)] = true
		names = append(names, name)
	}
	return names
}
