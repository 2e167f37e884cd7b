// Package handin finds the notebooks of a class: files, folders and zip archives as learning platforms give them. What it
// reads was made by strangers: links, special files, names that lead elsewhere and archives that grow are refused, each
// for itself. It does not look into notebooks, and writes nothing.
package handin

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"
)

// Limits of what is read.
const (
	MaxFile    = 16 << 20  // bytes of a notebook
	MaxFiles   = 20000     // files in a folder or an archive
	MaxDepth   = 8         // folders in each other
	MaxArchive = 512 << 20 // bytes of an archive
	MaxTotal   = 2 << 30   // bytes of an archive's notebooks, unpacked
)

// An Item is what one student handed in.
type Item struct {
	Name    string // whose it is: of a file or folder, fit to be a file's name
	Path    string // where it is, as a person is told it
	Refused string // why it is not read; "" if it can be

	read func() ([]byte, error)
}

// Read reads the notebook. A *RefusedError is about the file.
func (i Item) Read() ([]byte, error) {
	if i.Refused != "" {
		return nil, &RefusedError{i.Refused}
	}
	return i.read()
}

// A RefusedError says why a file is not read.
type RefusedError struct{ Reason string }

func (e *RefusedError) Error() string { return e.Reason }

// Find lists what was handed in. A path is a notebook, or a folder or .zip archive in which each notebook, and each
// folder with a notebook somewhere in it, is a student's; of several in a folder the one called base is meant ("lesson.ipynb").
// An error is about a path itself. done closes archives; items cannot be read afterwards.
func Find(paths []string, base string) (items []Item, done func(), err error) {
	var open []func() error
	done = func() {
		for _, c := range open {
			_ = c() // only read
		}
	}
	for _, p := range paths {
		found, closer, err := find(p)
		if closer != nil {
			open = append(open, closer)
		}
		if err != nil {
			done()
			return nil, func() {}, err
		}
		items = append(items, students(found, p, base)...)
	}
	return distinct(items), done, nil
}

// A file is a notebook, or something refused, below a path that was given.
type file struct {
	name    string // with slashes, below the path; for a path that is itself the notebook its last part
	refused string
	alone   bool // it is an item of its own, whatever its name is
	read    func() ([]byte, error)
}

// students makes an item of what belongs to one: a file at the top, or all files below one folder.
func students(files []file, root, base string) []Item {
	groups := map[string][]file{}
	var order []string
	for i, f := range files {
		top, _, _ := strings.Cut(f.name, "/")
		if f.alone {
			top = fmt.Sprintf("%s/%d", top, i)
		}
		if groups[top] == nil {
			order = append(order, top)
		}
		groups[top] = append(groups[top], f)
	}
	var items []Item
	for _, top := range order {
		f, refused := choose(groups[top], base)
		name, _, _ := strings.Cut(top, "/")
		item := Item{Name: Clean(strings.TrimSuffix(name, ".ipynb")), Path: root, Refused: refused, read: f.read}
		if f.name != "" && f.name != path.Base(root) {
			item.Path = root + ": " + printable(f.name)
		}
		if item.Name == "" {
			item.Name = "unnamed"
		}
		items = append(items, item)
	}
	return items
}

// choose takes the file that is meant.
func choose(files []file, base string) (f file, refused string) {
	if len(files) == 1 {
		return files[0], files[0].refused
	}
	var names []string
	var named []file
	for _, f := range files {
		names = append(names, printable(f.name))
		if path.Base(f.name) == base {
			named = append(named, f)
		}
	}
	if len(named) == 1 {
		return named[0], named[0].refused
	}
	slices.Sort(names)
	more := ""
	if len(names) > 3 {
		names, more = names[:3], fmt.Sprintf(" and %d more", len(names)-3)
	}
	return files[0], "it is not clear which is meant: " + strings.Join(names, ", ") + more
}

// distinct refuses items with the name of an earlier one, without regard to case, as some file systems have it. What is
// refused already takes no name away.
func distinct(items []Item) []Item {
	seen := map[string]string{}
	for i, it := range items {
		if it.Refused != "" {
			continue
		}
		key := strings.ToLower(it.Name)
		if before, ok := seen[key]; ok {
			items[i].Refused = "its name is that of " + before
			continue
		}
		seen[key] = it.Path
	}
	return items
}

// Clean is a name that is safe as that of a file on every system, without ending: letters, digits and a few signs.
func Clean(name string) string {
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(name, "_") {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && !strings.ContainsRune(" ._-@+,()", r) {
			r = '_'
		}
		b.WriteRune(r)
		if b.Len() > 120 {
			break
		}
	}
	s := strings.TrimLeft(strings.Trim(b.String(), " ."), "_-. ")
	if base, _, _ := strings.Cut(strings.ToLower(s), "."); reserved(base) {
		s = "x" + s
	}
	return s
}

// reserved reports whether Windows takes a name for a device.
func reserved(name string) bool {
	name = strings.TrimSpace(name)
	if len(name) == 4 && (strings.HasPrefix(name, "com") || strings.HasPrefix(name, "lpt")) {
		return '0' <= name[3] && name[3] <= '9'
	}
	return slices.Contains([]string{"con", "prn", "aux", "nul"}, name)
}

// printable is a stranger's name as it may stand in a report.
func printable(name string) string {
	if len(name) > 200 {
		name = name[:200] + "…"
	}
	return strings.Trim(fmt.Sprintf("%q", strings.ToValidUTF8(name, "?")), `"`)
}

// passed reports whether a part of a name is of no concern: what systems and editors add.
func passed(part string) bool {
	return strings.HasPrefix(part, ".") || part == "__MACOSX"
}
