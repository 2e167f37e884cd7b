package store

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"weft/grader/result"
	"weft/grader/submission"
)

// TestMain lets a test start this binary as another process that writes into a book until it is killed: see TestKilled.
func TestMain(m *testing.M) {
	path := os.Getenv("STORE_WRITE")
	if path == "" {
		os.Exit(m.Run())
	}
	b, err := Create(context.Background(), path)
	for n := 0; err == nil; n++ {
		if err = b.Record(context.Background(), handIn(fmt.Sprint(os.Getenv("STORE_NAME"), n), "text", 5, at(n%60))); err == nil {
			_, err = fmt.Println(n)
		}
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func at(minute int) time.Time { return time.Date(2026, 3, 1, 12, minute, 0, 0, time.UTC) }

// handIn is a file with that text, and a verdict of version 1 on it.
func handIn(who, text string, points int, when time.Time) HandIn {
	s := submission.Submission{Name: who, Files: []submission.File{{Name: who + ".go", Text: text}}}
	return HandIn{Submission: &s, At: when, Result: result.Result{
		Exercise: result.Exercise{ID: 1, Name: "workers", Title: "Workers", Version: 1, Hash: "h1"}, Submission: s.Hash(), Name: who,
		Status: result.Graded, Points: points, Max: 10, Grader: "v1", At: at(59),
	}}
}

func create(t *testing.T) *Book {
	t.Helper()
	b, err := Create(context.Background(), filepath.Join(t.TempDir(), "a book? 100%.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	return b
}

func record(t *testing.T, b *Book, list ...HandIn) {
	t.Helper()
	for _, h := range list {
		if err := b.Record(context.Background(), h); err != nil {
			t.Fatal(err)
		}
	}
}

// story is what a book says of attempts: "anna 12:05 12:05 graded 5/10".
func story(t *testing.T, b *Book) (lines []string) {
	t.Helper()
	students, err := b.Students(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	names := map[int64]string{}
	for _, s := range students {
		names[s.Key] = s.Name
	}
	attempts, err := b.Attempts(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range attempts {
		line := fmt.Sprintf("%s %s %s", names[a.Student], a.HandedIn.UTC().Format("15:04"), a.LastIn.UTC().Format("15:04"))
		for _, v := range a.Verdicts {
			line += fmt.Sprintf(" %s %d/%d", v.Status, v.Points, v.Max)
		}
		lines = append(lines, line)
	}
	return lines
}

func TestRecord(t *testing.T) {
	given := func(h HandIn) HandIn { h.Given = true; return h }
	failed := func(h HandIn) HandIn { h.Result.Status, h.Result.Points = result.Failed, 0; return h }
	second := func(h HandIn) HandIn { h.Result.Exercise.Version, h.Result.Exercise.Hash = 2, "h2"; return h }
	unread := func(h HandIn) HandIn { h.Submission, h.Result.Status = nil, result.Ungradable; return h }
	for _, tt := range []struct {
		name string
		in   []HandIn
		want string
	}{
		{"one", []HandIn{handIn("anna", "a", 5, at(1))}, "anna 12:01 12:01 graded 5/10"},
		{"graded again is no new attempt", []HandIn{handIn("anna", "a", 5, at(1)), handIn("anna", "a", 6, at(1))}, "anna 12:01 12:01 graded 6/10"},
		{"handed in again", []HandIn{handIn("anna", "a", 5, at(2)), handIn("anna", "b", 6, at(4)), handIn("anna", "a", 5, at(7))}, "anna 12:02 12:07 graded 5/10; anna 12:04 12:04 graded 6/10"},
		{"of two times of a file the earlier", []HandIn{handIn("anna", "a", 5, at(2)), handIn("anna", "a", 5, at(1))}, "anna 12:01 12:02 graded 5/10"},
		{"what somebody says replaces a file's time", []HandIn{handIn("anna", "a", 5, at(2)), given(handIn("anna", "a", 5, at(9))), handIn("anna", "a", 5, at(1))}, "anna 12:09 12:09 graded 5/10"},
		{"another version is another verdict", []HandIn{handIn("anna", "a", 5, at(1)), second(handIn("anna", "a", 7, at(1)))}, "anna 12:01 12:01 graded 5/10 graded 7/10"},
		{"the newest verdict is last", []HandIn{handIn("anna", "a", 5, at(1)), second(handIn("anna", "a", 7, at(1))), handIn("anna", "a", 5, at(1))}, "anna 12:01 12:01 graded 7/10 graded 5/10"},
		{"our failure, then a verdict", []HandIn{failed(handIn("anna", "a", 0, at(1))), handIn("anna", "a", 5, at(1))}, "anna 12:01 12:01 graded 5/10"},
		{"a verdict, then our failure", []HandIn{handIn("anna", "a", 5, at(1)), failed(handIn("anna", "a", 0, at(1)))}, "anna 12:01 12:01 graded 5/10"},
		{"the same of two students", []HandIn{handIn("anna", "a", 5, at(1)), handIn("ben", "a", 5, at(2))}, "anna 12:01 12:01 graded 5/10; ben 12:02 12:02 graded 5/10"},
		{"what cannot be read", []HandIn{unread(handIn("anna", "a", 0, at(1))), unread(handIn("anna", "b", 0, at(3)))}, "anna 12:01 12:03 ungradable 0/10"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := create(t)
			record(t, b, tt.in...)
			if got := strings.Join(story(t, b), "; "); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// What is kept can be graded again, and has all findings.
func TestReadBack(t *testing.T) {
	b, ctx := create(t), context.Background()
	h := handIn("anna", "package solution\n// \x1b ü\n", 5, at(1))
	h.Submission.Files = append(h.Submission.Files, submission.File{Name: "cell 2", Text: "x", Cell: true, Imports: []submission.Import{{Name: "f", Path: "fmt"}}})
	h.Result.Cases = []result.Case{{Name: "a", Checks: []result.Check{{Name: "TIME", Problem: "late\n"}}}}
	absent := handIn("zoe", "", 0, at(0))
	absent.Result.Status = result.Absent
	record(t, b, h, absent)
	attempts, err := b.Attempts(ctx)
	if err != nil || len(attempts) != 1 {
		t.Fatalf("%d attempts, %v", len(attempts), err)
	}
	s, err := b.Content(ctx, attempts[0])
	if err != nil || s.Hash() != h.Submission.Hash() || attempts[0].Submission != s.Hash() {
		t.Errorf("content is %+v, %v", s, err)
	}
	r, err := b.Result(ctx, attempts[0].Verdicts[0])
	if err != nil || len(r.Cases) != 1 || r.Cases[0].Checks[0].Problem != "late\n" {
		t.Errorf("result is %+v, %v", r, err)
	}
	if students, err := b.Students(ctx); err != nil || len(students) != 2 {
		t.Errorf("students %v, %v", students, err)
	}
}

// Somebody is known again by the id of a roster, whatever they are called now.
func TestStudents(t *testing.T) {
	b, ctx := create(t), context.Background()
	h := handIn("Anna", "a", 5, at(1))
	h.Result.ID, h.Result.Email = "7", "anna@x.org"
	married := handIn("Anna B", "b", 5, at(2))
	married.Result.ID = "7"
	record(t, b, h, married, handIn("ben", "c", 1, at(3)), handIn("7", "d", 1, at(4)))
	if students, err := b.Students(ctx); err != nil || len(students) != 2 || students[0].ID != "7" {
		t.Errorf("students %+v, %v", students, err)
	}
	for _, tt := range []struct{ name, want, err string }{
		{"7", "Anna B", ""}, {"ANNA@x.org", "Anna B", ""}, {"anna b", "Anna B", ""}, {"Ben", "ben", ""},
		{"bem", "", `student "bem" is not in`}, {"bem", "", "did you mean ben?"}, {"", "", "not in"},
	} {
		got, err := b.FindStudent(ctx, tt.name)
		if (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) || got.Name != tt.want {
			t.Errorf("%q is %q, %v, want %q, %q", tt.name, got.Name, err, tt.want, tt.err)
		}
	}
	for _, tt := range []struct{ name, err string }{{"workers", ""}, {"1", ""}, {"01", ""}, {"01-workers", ""}, {"worker", "did you mean workers?"}, {"2", `exercise "2" is not in`}} {
		e, err := b.FindExercise(ctx, tt.name)
		if (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) || err == nil && e.Name != "workers" {
			t.Errorf("%q is %+v, %v, want %q", tt.name, e, err, tt.err)
		}
	}
}

func TestSettings(t *testing.T) {
	b, ctx := create(t), context.Background()
	record(t, b, handIn("anna", "a", 5, at(1)))
	if c, err := b.Count(ctx); c != Best || err != nil {
		t.Errorf("a new book counts %q, %v", c, err)
	}
	if err := b.SetCount(ctx, Last); err != nil {
		t.Error(err)
	}
	if c, err := b.Count(ctx); c != Last || err != nil {
		t.Errorf("it counts %q, %v", c, err)
	}
	if err := b.SetCount(ctx, "first"); err == nil {
		t.Error("an unknown way to count is taken")
	}
	e, err := b.FindExercise(ctx, "workers")
	if err != nil || e.Deadline != nil {
		t.Fatalf("%+v, %v", e, err)
	}
	for _, d := range []*Deadline{{At: at(1), Cutoff: true}, {At: at(2), Grace: 90 * time.Second, Percent: 10, Unit: 24 * time.Hour}, nil} {
		if err := b.SetDeadline(ctx, e, d); err != nil {
			t.Fatal(err)
		}
		now, err := b.FindExercise(ctx, "workers")
		if err != nil || (now.Deadline == nil) != (d == nil) {
			t.Fatalf("the deadline is %+v, %v", now.Deadline, err)
		}
		if d != nil {
			got := *now.Deadline
			if got.At = got.At.UTC(); got != *d {
				t.Errorf("the deadline is %+v, want %+v", got, *d)
			}
		}
	}
}

func TestOpen(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	other := filepath.Join(dir, "other.db")
	newer := filepath.Join(dir, "newer.db")
	half := filepath.Join(dir, "half.db")
	for path, do := range map[string]string{
		other: "CREATE TABLE songs (id INTEGER)",
		newer: fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = 99; CREATE TABLE grades (id INTEGER)", applicationID),
	} {
		db, err := sql.Open("sqlite", path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.Exec(do); err != nil {
			t.Fatal(err)
		}
		db.Close()
	}
	b, err := Create(ctx, half)
	if err != nil {
		t.Fatal(err)
	}
	record(t, b, handIn("anna", strings.Repeat("a", 60000), 5, at(1)))
	b.Close()
	if text, err := os.ReadFile(half); err != nil {
		t.Fatal(err)
	} else if err := os.WriteFile(half, text[:2000], 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ name, path, want string }{
		{"text", file("class.csv", "name,id\nAnna,7\n"+strings.Repeat("x", 2000)), "class.csv is no gradebook: it is not a SQLite database"},
		{"a little text", file("a.txt", "x"), "is no gradebook"},
		{"empty", file("empty.db", ""), "it is empty"},
		{"a folder", dir, "it is not an ordinary file"},
		{"another program's", other, "it is the SQLite database of another program"},
		{"cut off", half, "is no gradebook: it is damaged"},
		{"newer", newer, "newer.db was written by a newer weft (schema 99, this one knows 1): use that one"},
	} {
		b, err := Open(ctx, tt.path)
		if err == nil {
			b.Close()
		}
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %q", tt.name, err, tt.want)
		}
	}
	if _, err := Open(ctx, filepath.Join(dir, "missing.db")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing book: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "missing.db")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Open has made a file: %v", err)
	}
}

// An older book is brought to a newer schema with what it holds, and an older weft leaves it alone then.
func TestMigrate(t *testing.T) {
	ctx, path := context.Background(), filepath.Join(t.TempDir(), "book.db")
	b, err := Create(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	record(t, b, handIn("anna", "a", 5, at(1)))
	b.Close()
	bad := append(migrations(), "ALTER TABLE students ADD COLUMN team TEXT NOT NULL DEFAULT 'red'; CREATE TABLE students (id INTEGER)")
	if _, err := open(ctx, path, false, bad); err == nil || !strings.Contains(err.Error(), "bring it to schema 2") {
		t.Errorf("a step that fails: %v", err)
	}
	good := append(migrations(), "ALTER TABLE students ADD COLUMN team TEXT NOT NULL DEFAULT 'red'")
	for range 2 {
		if b, err = open(ctx, path, false, good); err != nil {
			t.Fatal(err)
		}
		var team string
		if err := b.db.QueryRow("SELECT team FROM students").Scan(&team); err != nil || team != "red" {
			t.Errorf("team %q, %v", team, err)
		}
		if got := story(t, b); len(got) != 1 || got[0] != "anna 12:01 12:01 graded 5/10" {
			t.Errorf("it holds %v", got)
		}
		b.Close()
	}
	var newer *NewerError
	if _, err := Open(ctx, path); !errors.As(err, &newer) || newer.Has != 2 {
		t.Errorf("an older weft: %v", err)
	}
}

// Several books on one file are made and written at once.
func TestTogether(t *testing.T) {
	ctx, path := context.Background(), filepath.Join(t.TempDir(), "book.db")
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Go(func() {
			b, err := Create(ctx, path)
			if err != nil {
				t.Error(err)
				return
			}
			defer b.Close()
			for n := range 10 {
				for _, text := range []string{"same", fmt.Sprint(w)} {
					if err := b.Record(ctx, handIn(fmt.Sprintf("s%d", n), text, w, at(w))); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	wg.Wait()
	b, err := Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	got := map[string]int{}
	for _, line := range story(t, b) {
		got[line[:strings.Index(line, " ")]]++
	}
	for n := range 10 {
		if who := fmt.Sprintf("s%d", n); got[who] != 5 {
			t.Errorf("%s has %d attempts, want 5", who, got[who])
		}
	}
}

// Processes that are killed while they write lose nothing that they have recorded, and leave a book for others.
func TestKilled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "book.db")
	said := map[string]int{}
	var mu sync.Mutex
	var wg sync.WaitGroup
	for _, name := range []string{"x", "y"} {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "STORE_WRITE="+path, "STORE_NAME="+name)
		cmd.Stderr = os.Stderr
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		wg.Go(func() {
			lines := bufio.NewScanner(out)
			for n := 1; lines.Scan(); n++ {
				mu.Lock()
				said[name] = n
				mu.Unlock()
				if n == 20 {
					if err := cmd.Process.Kill(); err != nil {
						t.Error(err)
					}
				}
			}
			_ = cmd.Wait() // it was killed
		})
	}
	wg.Wait()
	b, err := Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	record(t, b, handIn("after", "x", 5, at(1)))
	got := story(t, b)
	for name, n := range said {
		has := 0
		for _, line := range got {
			if strings.HasPrefix(line, name) {
				has++
			}
		}
		if n < 20 || has < n || has > n+1 {
			t.Errorf("%s has said that %d are recorded; there are %d", name, n, has)
		}
	}
	for _, line := range got {
		if !strings.HasSuffix(line, "graded 5/10") {
			t.Errorf("half a record: %s", line)
		}
	}
}
