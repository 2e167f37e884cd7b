// Package batch grades many submissions: it finds them in files and folders, and grades them beside each other. It knows
// no reports and no command line.
package batch

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"weft/grader/submission"
)

// An Entry is a submission that was found.
type Entry struct {
	Name  string // whose it is, from the file's or folder's name
	Path  string
	ID    string // from a roster; may be empty
	Email string // also
	// HandedIn is when somebody says that it was handed in; zero if nobody does.
	HandedIn time.Time
	// Text is the submission if it was read before; nil: it is read from Path.
	Text *submission.Submission
}

// Find lists the submissions that paths are: a .go file or a notebook is one; a folder holds submissions, each a .go
// file, a notebook or a folder of its own; with whole a folder is one submission. Skipped are the files in folders
// that are none; names that begin with a dot or an underscore, and tests, are left out without a word.
func Find(paths []string, whole bool) (entries []Entry, skipped []string, err error) {
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			return nil, nil, fmt.Errorf("find submissions: %w", err)
		}
		if !info.IsDir() || whole {
			entries = append(entries, Entry{Path: p})
			continue
		}
		list, err := os.ReadDir(p)
		if err != nil {
			return nil, nil, fmt.Errorf("find submissions: %w", err)
		}
		for _, d := range list {
			switch path := filepath.Join(p, d.Name()); {
			case strings.HasPrefix(d.Name(), ".") || strings.HasPrefix(d.Name(), "_") || strings.HasSuffix(d.Name(), "_test.go"):
			case d.IsDir() || d.Type()&fs.ModeSymlink != 0 || slices.Contains([]string{".go", ".ipynb"}, filepath.Ext(d.Name())):
				entries = append(entries, Entry{Path: path})
			default:
				skipped = append(skipped, path)
			}
		}
	}
	entries = once(entries)
	name(entries)
	return entries, skipped, nil
}

// once drops entries whose path was named before: a file that is named beside its folder is one submission.
func once(entries []Entry) []Entry {
	seen := map[string]bool{}
	return slices.DeleteFunc(entries, func(e Entry) bool {
		path := filepath.Clean(e.Path)
		before := seen[path]
		seen[path] = true
		return before
	})
}

// name names entries by the last part of their paths; where that is not enough, by the whole path.
func name(entries []Entry) {
	short := func(e Entry) string {
		base := filepath.Base(filepath.Clean(e.Path))
		for _, ext := range []string{".go", ".ipynb"} {
			base = strings.TrimSuffix(base, ext)
		}
		return base
	}
	times := map[string]int{}
	for _, e := range entries {
		times[short(e)]++
	}
	for i, e := range entries {
		if entries[i].Name = short(e); times[short(e)] > 1 {
			entries[i].Name = filepath.ToSlash(e.Path)
		}
	}
}
