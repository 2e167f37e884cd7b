package roster

import (
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
)

// A Match says who handed in what.
type Match struct {
	Of      []int // for each path the index of its student, -1 for nobody
	Missing []int // students of whom there is nothing
}

// A ClashError says that it is not clear whose a submission is.
type ClashError struct{ Problems []string }

func (e *ClashError) Error() string { return strings.Join(e.Problems, "\n") }

// Assign finds the student of each path. The column file decides: the whole path, its end, or its last part without
// the ending. Without it, the last part is the id, the email address or what is before its @, or the name, without
// regard to case and to what is between words; or the id is one of its words, as learning platforms write it
// ("mueller_4711_late_queue.go"). A student with two submissions, and a path that two students could mean, are a *ClashError.
func Assign(students []Student, paths []string) (Match, error) {
	m := Match{Of: make([]int, len(paths))}
	has := map[int][]string{}
	var problems []string
	for i, p := range paths {
		found := candidates(students, p)
		m.Of[i] = -1
		if len(found) > 1 {
			problems = append(problems, fmt.Sprintf("%s could be that of %s (line %d) and of %s (line %d)", p,
				students[found[0]].Name, students[found[0]].Line, students[found[1]].Name, students[found[1]].Line))
		} else if len(found) == 1 {
			m.Of[i] = found[0]
			has[found[0]] = append(has[found[0]], p)
		}
	}
	for i, s := range students {
		switch {
		case len(has[i]) > 1:
			problems = append(problems, fmt.Sprintf("%s (line %d) has handed in %s: name one of them in a column \"file\"", s.Name, s.Line, strings.Join(has[i], " and ")))
		case len(has[i]) == 0:
			m.Missing = append(m.Missing, i)
		}
	}
	if len(problems) > 0 {
		return m, &ClashError{problems}
	}
	return m, nil
}

// candidates are the students whom a path may mean: those of the first rule that finds any.
func candidates(students []Student, p string) []int {
	p = filepath.ToSlash(p)
	base := path.Base(path.Clean(p))
	stem := base
	for _, ext := range []string{".go", ".ipynb"} {
		stem = strings.TrimSuffix(stem, ext)
	}
	words := strings.FieldsFunc(strings.ToLower(stem), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	is := func(text string) bool { return text != "" && fold(text) == fold(stem) }
	for _, rule := range []func(Student) bool{
		func(s Student) bool {
			f := path.Clean(filepath.ToSlash(s.File))
			return s.File != "" && (f == path.Clean(p) || strings.HasSuffix(path.Clean(p), "/"+f) || f == base || f == stem)
		},
		func(s Student) bool { return s.File == "" && is(s.ID) },
		func(s Student) bool { return s.File == "" && is(s.Email) },
		func(s Student) bool { return s.File == "" && is(s.Name) },
		func(s Student) bool {
			local, _, _ := strings.Cut(s.Email, "@")
			return s.File == "" && is(local)
		},
		func(s Student) bool {
			return s.File == "" && s.ID != "" && slices.Contains(words, strings.ToLower(s.ID))
		},
	} {
		var found []int
		for i, s := range students {
			if rule(s) {
				found = append(found, i)
			}
		}
		if len(found) > 0 {
			return found
		}
	}
	return nil
}

// fold is text in small letters with nothing but letters and digits: "Anna_Müller" and "anna müller" are the same.
func fold(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}
