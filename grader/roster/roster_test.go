package roster

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParse(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []Student
		err        string
	}{
		{"all columns", "file,email,id,name\na.go,a@x.org,7,Anna\n", []Student{{"Anna", "7", "a@x.org", "a.go", 2, ""}}, ""},
		{"other words, other order", "Student ID;E-Mail;Last Name;First Name;Group\r\n7;a@x.org;Müller;Anna;B\r\n", []Student{{"Anna Müller", "7", "a@x.org", "", 2, ""}}, ""},
		{"tabs, a byte order mark", "\ufeffname\tid\nAnna\t7\n", []Student{{"Anna", "7", "", "", 2, ""}}, ""},
		{"quotes", "name,id\n\"Müller, Anna\",7\n", []Student{{"Müller, Anna", "7", "", "", 2, ""}}, ""},
		{"empty lines and values", "name,id,file\n\nAnna,,\n,8\n , \n", []Student{{"Anna", "", "", "", 3, ""}, {"8", "8", "", "", 4, ""}}, ""},
		{"when", "name,Submission Time\nAnna,2026-11-30 23:59\nBen,\n", []Student{{"Anna", "", "", "", 2, "2026-11-30 23:59"}, {"Ben", "", "", "", 3, ""}}, ""},
		{"nothing", "", nil, "r.csv: it is empty"},
		{"a header only", "name\n", nil, "r.csv: nobody is in it"},
		{"no known column", "foo,bar\n1,2\n", nil, `r.csv:1: no column is known; there are ["foo" "bar"]`},
		{"twice the same column", "id,Student-ID\n1,2\n", nil, `r.csv:1: the columns "id" and "Student-ID" mean the same`},
		{"too many values", "name,id\nMüller, Anna,7\n", nil, "r.csv:2: it has 3 values for 2 columns; put quotes"},
		{"nobody", "name,group\n,B\n", nil, "r.csv:2: name, id, email and file are empty"},
		{"twice the same id", "name,id\nA,7\nB,8\nC,7\n", nil, "r.csv:4: its id, 7, is that of line 2 too"},
		{"twice the same name", "name\nAnna\nANNA\n", nil, "r.csv:3: its name, ANNA, is that of line 2 too"},
		{"the same name, told apart", "name,id\nAnna,7\nAnna,8\n", []Student{{"Anna", "7", "", "", 2, ""}, {"Anna", "8", "", "", 3, ""}}, ""},
		{"a quote too few", "name,id\n\"Anna,7\n", nil, "r.csv:"},
		{"Latin 1", "name\nM\xfcller\n", nil, "UTF-8"},
	} {
		got, err := Parse("r.csv", []byte(tt.text))
		var wrong *Error
		if tt.err != "" {
			if !errors.As(err, &wrong) || !strings.Contains(err.Error(), tt.err) {
				t.Errorf("%s: error %v, want %q", tt.name, err, tt.err)
			}
			continue
		}
		if diff := cmp.Diff(tt.want, got); err != nil || diff != "" {
			t.Errorf("%s: %v (-want +got):\n%s", tt.name, err, diff)
		}
	}
}

func TestAssign(t *testing.T) {
	class := []Student{
		{Name: "Anna Müller", ID: "4711", Email: "a.mueller@x.org", Line: 2},
		{Name: "Ben", ID: "12", File: "group/ben2.go", Line: 3},
		{Name: "Carl", File: "carl", Line: 4},
		{Name: "Dora", ID: "99", Email: "dora@x.org", Line: 5},
	}
	for _, tt := range []struct {
		name, path string
		want       int
	}{
		{"name", "hw/anna_müller.go", 0}, {"id", "hw/4711.ipynb", 0}, {"email", "a.mueller@x.org", 0}, {"before the @", "A.Mueller.go", 0},
		{"id among words", "hw/muelleranna_4711_88231_queue.go", 0}, {"part of a number", "hw/x_47112.go", -1}, {"part of an id", "hw/471.go", -1},
		{"file and its folder", "hw/group/ben2.go", 1}, {"another folder", "hw/ben2.go", -1}, {"the name of one with a file", "hw/ben.go", -1},
		{"file without ending", "hw/carl.go", 2}, {"folder", "hw/carl/", 2}, {"nobody", "hw/eve.go", -1},
	} {
		m, err := Assign(class, []string{tt.path})
		if err != nil || m.Of[0] != tt.want {
			t.Errorf("%s: %s is that of %d (%v), want %d", tt.name, tt.path, m.Of[0], err, tt.want)
		}
	}
	m, err := Assign(class, []string{"eve.go", "dora.go", "carl.go"})
	if err != nil || !slices.Equal(m.Of, []int{-1, 3, 2}) || !slices.Equal(m.Missing, []int{0, 1}) {
		t.Errorf("assigned %v, missing %v, %v", m.Of, m.Missing, err)
	}
}

func TestAssignClash(t *testing.T) {
	twins := []Student{{Name: "Kim Lee", ID: "1", Line: 2}, {Name: "Kim Lee", ID: "2", Line: 3}}
	for _, tt := range []struct {
		paths []string
		want  string
	}{
		{[]string{"kim_lee.go"}, "kim_lee.go could be that of Kim Lee (line 2) and of Kim Lee (line 3)"},
		{[]string{"1.go", "kim_1_b.go"}, `Kim Lee (line 2) has handed in 1.go and kim_1_b.go: name one of them in a column "file"`},
		{[]string{"1.go", "2.go"}, ""},
	} {
		_, err := Assign(twins, tt.paths)
		var clash *ClashError
		if (tt.want == "") != (err == nil) || err != nil && (!errors.As(err, &clash) || !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("%v: error %v, want %q", tt.paths, err, tt.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("name,id\nAnna,7\n"))
	f.Add([]byte("id;\"a\nb\";file\n1;2"))
	f.Fuzz(func(t *testing.T, data []byte) {
		students, err := Parse("r.csv", data)
		if (err == nil) == (len(students) == 0) && err == nil {
			t.Error("neither students nor an error")
		}
		for _, s := range students {
			if err == nil && s.Name == "" {
				t.Errorf("nobody: %+v", s)
			}
		}
	})
}
