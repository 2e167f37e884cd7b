// Package roster reads who is in a class from a CSV file, and says whose submission a file is. It reads no submissions.
package roster

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode/utf8"
)

// A Student is a line of the file. A column that is not there is empty.
type Student struct {
	Name  string
	ID    string
	Email string
	File  string // what this student hands in: a file's or folder's name, with or without its ending
	Line  int    // in the file, from 1
	// HandedIn is when it was handed in, as the file says it.
	HandedIn string
}

// An Error is about the file's text.
type Error struct {
	File    string
	Line    int // from 1; 0: the file as a whole
	Problem string
}

func (e *Error) Error() string {
	if e.Line == 0 {
		return e.File + ": " + e.Problem
	}
	return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Problem)
}

// maxSize bounds the file, in bytes.
const maxSize = 4 << 20

// Read reads a roster from a file. An *Error is about its text.
func Read(path string) ([]Student, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read roster: %w", err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxSize+1))
	if err != nil {
		return nil, fmt.Errorf("read roster: %w", err)
	}
	return Parse(path, data)
}

// Parse reads a roster: the first line names the columns, in any order; comma, semicolon or tab stands between them.
// The columns are name (or first and last name), id, email, file and handed in; see columns for other words for them. Others are
// left out. Each student needs something to be known by.
func Parse(file string, data []byte) ([]Student, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	switch {
	case len(data) > maxSize:
		return nil, &Error{file, 0, fmt.Sprintf("it is larger than %d MiB", maxSize>>20)}
	case !utf8.Valid(data):
		return nil, &Error{file, 0, "it is not text in UTF-8: save it as \"CSV UTF-8\""}
	}
	r := csv.NewReader(bytes.NewReader(data))
	r.Comma, r.TrimLeadingSpace, r.FieldsPerRecord = separator(data), true, -1
	header, err := r.Read()
	if errors.Is(err, io.EOF) {
		return nil, &Error{file, 0, "it is empty: its first line should name the columns, such as name,id,email,file"}
	} else if err != nil {
		return nil, csvError(file, err)
	}
	at, err := parseHeader(file, header)
	if err != nil {
		return nil, err
	}
	var students []Student
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, csvError(file, err)
		}
		line, _ := r.FieldPos(0)
		s, err := student(file, line, record, len(header), at)
		if err != nil {
			return nil, err
		}
		if s != (Student{}) {
			students = append(students, s)
		}
	}
	if len(students) == 0 {
		return nil, &Error{file, 0, "nobody is in it: there is no line below the columns' names"}
	}
	return students, distinct(file, students)
}

// separator is what the first line has most of.
func separator(data []byte) rune {
	line, _, _ := bytes.Cut(data, []byte("\n"))
	best := ','
	for _, c := range ";\t" {
		if bytes.Count(line, []byte(string(c))) > bytes.Count(line, []byte(string(best))) {
			best = c
		}
	}
	return best
}

// columns are the words for each column, in small letters and without what is between words.
func columns() map[string][]string {
	return map[string][]string{
		"name":     {"name", "student", "studentname", "fullname"},
		"first":    {"firstname", "givenname", "vorname"},
		"last":     {"lastname", "surname", "familyname", "nachname"},
		"id":       {"id", "studentid", "sid", "sisid", "username", "user", "login", "netid", "number", "studentnumber", "idnumber", "matriculationnumber", "matrikelnummer"},
		"email":    {"email", "mail", "emailaddress"},
		"file":     {"file", "filename", "submission", "path", "folder"},
		"handedin": {"handedin", "handedinat", "submitted", "submittedat", "submissiontime", "submissiondate", "timestamp", "lastmodifiedsubmission"},
	}
}

// parseHeader is where each column is.
func parseHeader(file string, header []string) (map[string]int, error) {
	at := map[string]int{}
	for i, h := range header {
		for column, words := range columns() {
			if !slices.Contains(words, fold(h)) {
				continue
			}
			if before, ok := at[column]; ok {
				return nil, &Error{file, 1, fmt.Sprintf("the columns %q and %q mean the same", header[before], h)}
			}
			at[column] = i
		}
	}
	if len(at) == 0 {
		return nil, &Error{file, 1, fmt.Sprintf("no column is known; there are %q, and one of name, id, email, file is needed", header)}
	}
	return at, nil
}

// student is a line's; the zero value for an empty line.
func student(file string, line int, record []string, columns int, at map[string]int) (Student, error) {
	if len(record) > columns {
		return Student{}, &Error{file, line, fmt.Sprintf("it has %d values for %d columns; put quotes round a value with a comma", len(record), columns)}
	}
	value := func(column string) string {
		if i, ok := at[column]; ok && i < len(record) {
			return strings.TrimSpace(record[i])
		}
		return ""
	}
	s := Student{Name: value("name"), ID: value("id"), Email: value("email"), File: value("file"), Line: line, HandedIn: value("handedin")}
	if s.Name == "" {
		s.Name = strings.TrimSpace(value("first") + " " + value("last"))
	}
	if s.Name+s.ID+s.Email+s.File == "" {
		if strings.TrimSpace(strings.Join(record, "")) == "" {
			return Student{}, nil
		}
		return Student{}, &Error{file, line, "name, id, email and file are empty: nobody is meant"}
	}
	if s.Name == "" {
		for _, other := range []string{s.ID, s.Email, s.File} {
			if s.Name = other; other != "" {
				break
			}
		}
	}
	return s, nil
}

// distinct refuses a roster in which two lines mean the same student.
func distinct(file string, students []Student) error {
	for _, c := range []struct {
		column string
		of     func(Student) string
	}{
		{"id", func(s Student) string { return s.ID }}, {"email", func(s Student) string { return s.Email }},
		{"file", func(s Student) string { return s.File }},
		{"name", func(s Student) string {
			if s.ID+s.Email+s.File != "" {
				return "" // two of the same name, told apart otherwise
			}
			return s.Name
		}},
	} {
		seen := map[string]int{}
		for _, s := range students {
			v := strings.ToLower(c.of(s))
			if v == "" {
				continue
			}
			if before := seen[v]; before > 0 {
				return &Error{file, s.Line, fmt.Sprintf("its %s, %s, is that of line %d too", c.column, c.of(s), before)}
			}
			seen[v] = s.Line
		}
	}
	return nil
}

func csvError(file string, err error) error {
	var wrong *csv.ParseError
	if errors.As(err, &wrong) {
		return &Error{file, wrong.Line, wrong.Err.Error()}
	}
	return &Error{file, 0, err.Error()}
}
