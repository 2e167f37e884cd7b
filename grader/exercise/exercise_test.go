package exercise

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
)

const manifest = `
id: 3
name: queue
title: Producers and consumers
version: 1
packages: [context, sync]
limits: {wall: 5s, memory: 128}
cases:
  - {name: one of each, points: 5, visible: public}
  - {name: none, points: 10, visible: hidden, hint: "What if there is nothing to do?"}
checks:
  - {name: TIME, title: it takes the least time, hint: "What waits for what?"}
`

func folder(change map[string]string) fstest.MapFS {
	files := map[string]string{
		"README.md": "# Queue\n", "exercise.yaml": manifest, "starter.go": "package solution\n",
		"solution/queue.go": "package solution\n", "cases/cases.go": "package cases\n", "driver/main.go": "package main\n",
		"checks/main.go": "package main\n", "checks/main_test.go": "package main\n",
		"wrong/a.go": "// fails: TIME, deadlock in one of each: sequential\npackage solution\n", "accepted/b.go": "// accepted: with a condition\npackage solution\n",
	}
	m := fstest.MapFS{}
	for name, text := range files {
		m["03-queue/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	for name, text := range change {
		m["03-queue/"+name] = &fstest.MapFile{Data: []byte(text)}
		if text == "" {
			delete(m, "03-queue/"+name)
		}
	}
	return m
}

func TestLoad(t *testing.T) {
	e, err := Load(folder(nil), "03-queue")
	if err != nil {
		t.Fatal(err)
	}
	if e.Points() != 15 || e.Limits.Wall != Duration(5*time.Second) || len(e.Checks) != 1 || e.Hash == "" {
		t.Errorf("Load = %+v", e)
	}
	w := e.Wrong[0]
	if strings.Join(w.Fails, "+") != "TIME+deadlock" || w.In != "one of each" || w.Why != "sequential" || e.Accepted[0].Why != "with a condition" {
		t.Errorf("samples: %+v, %+v", w, e.Accepted)
	}
	if c := e.Check("time"); c.Hint != "What waits for what?" {
		t.Errorf("Check(time) = %+v", c)
	}
}

// Names of cases may have colons, and one may begin as another does.
func TestCaseOfSample(t *testing.T) {
	cases := []Case{{Name: "run"}, {Name: "run: none"}, {Name: "run: none starts"}}
	for _, tt := range []struct{ says, in, why string }{
		{"TIME in run: none at all", "run", "none at all"},
		{"TIME in run: none: sequential", "run: none", "sequential"},
		{"TIME, RATE in run: none starts: it hangs: badly", "run: none starts", "it hangs: badly"},
		{"TIME in walk: none: sequential", "walk", "none: sequential"}, // there is no such case: lint says so
		{"TIME: sequential in run: none: badly", "", "sequential in run: none: badly"},
	} {
		var l loader
		s := l.sample(File{Name: "a.go", Text: "// fails: " + tt.says + "\npackage solution\n"}, "wrong", "// fails: ", cases...)
		if s.In != tt.in || s.Why != tt.why || s.Fails[0] != "TIME" || len(l.problems) > 0 {
			t.Errorf("%q: %+v, %q; want case %q, why %q", tt.says, s, l.problems, tt.in, tt.why)
		}
	}
}

// The constraint that keeps the go command away from samples is not part of them; lines keep their numbers.
func TestConstraint(t *testing.T) {
	const first = "// fails: TIME: sequential\n"
	e, err := Load(folder(map[string]string{
		"wrong/a.go":    first + "//go:build ignore\n\npackage solution\n",
		"wrong/b.go":    first + "\n//go:build ignore\n\npackage solution\n", // not the second line: it stays, and is refused
		"accepted/b.go": "// accepted: with a condition\n//go:build ignore\n\npackage solution\n",
	}), "03-queue")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := e.Wrong[0].Text, first+"//\n\npackage solution\n"; got != want {
		t.Errorf("wrong/a.go is %q, want %q", got, want)
	}
	if !strings.Contains(e.Wrong[1].Text, "//go:build") || strings.Contains(e.Accepted[0].Text, "//go:build") {
		t.Errorf("samples: %q, %q", e.Wrong[1].Text, e.Accepted[0].Text)
	}
}

func TestProblems(t *testing.T) {
	for _, tt := range []struct{ name, file, text, want string }{
		{"no statement", "README.md", "", "README.md is missing"},
		{"no driver", "driver/main.go", "", "driver/ has no Go files"},
		{"unknown field", "exercise.yaml", manifest + "pionts: 3\n", "pionts"},
		{"bad duration", "exercise.yaml", strings.Replace(manifest, "5s", "five", 1), "not a duration"},
		{"bad visibility", "exercise.yaml", strings.Replace(manifest, "public", "open", 1), `visible is "open"`},
		{"hidden without hint", "exercise.yaml", strings.Replace(manifest, `, hint: "What if there is nothing to do?"`, "", 1), `case "none" is not public and has no hint`},
		{"a case twice", "exercise.yaml", strings.Replace(manifest, "name: none", "name: one of each", 1), "is there twice"},
		{"unsafe allowed", "exercise.yaml", strings.Replace(manifest, "[context", "[unsafe", 1), "package unsafe cannot be allowed"},
		{"no first line", "wrong/a.go", "package solution\n", `wrong/a.go: its first line is not`},
		{"no reason", "wrong/a.go", "// fails: TIME\npackage solution\n", "does not say why"},
		{"not YAML", "exercise.yaml", "cases: [", "exercise.yaml"},
	} {
		_, err := Load(folder(map[string]string{tt.file: tt.text}), "03-queue")
		var problems *ProblemError
		if !errors.As(err, &problems) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.want)
		}
	}
}

// What a verdict depends on changes the hash; what it does not, does not.
func TestHash(t *testing.T) {
	hash := func(change map[string]string) string {
		e, err := Load(folder(change), "03-queue")
		if err != nil {
			t.Fatal(err)
		}
		return e.Hash
	}
	before := hash(nil)
	if hash(map[string]string{"README.md": "# Other\n"}) != before {
		t.Error("another statement changes the hash")
	}
	for _, name := range []string{"checks/main.go", "driver/main.go", "cases/cases.go"} {
		if hash(map[string]string{name: "package other\n"}) == before {
			t.Errorf("another %s does not change the hash", name)
		}
	}
}

// What an editor or git on Windows makes of an exercise is the same exercise.
func TestForeignText(t *testing.T) {
	want, err := Load(folder(nil), "03-queue")
	if err != nil {
		t.Fatal(err)
	}
	files := folder(nil)
	for _, f := range files {
		f.Data = []byte("\ufeff" + strings.ReplaceAll(string(f.Data), "\n", "\r\n"))
	}
	got, err := Load(files, "03-queue")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("with a mark and other ends of lines (-want +got):\n%s", diff)
	}
}

func TestFind(t *testing.T) {
	fsys := folder(nil)
	for _, name := range []string{"3", "03", "queue", "03-queue"} {
		if got, err := Find(fsys, name); err != nil || got != "03-queue" {
			t.Errorf("Find(%q) = %q, %v", name, got, err)
		}
	}
	if _, err := Find(fsys, "pool"); err == nil || !strings.Contains(err.Error(), "there are queue") {
		t.Errorf("Find(pool): %v", err)
	}
}
