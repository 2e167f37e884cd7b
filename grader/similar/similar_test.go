package similar

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"weft/grader/submission"
)

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile("../../exercises/05-manager/" + file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func of(text string) submission.Submission {
	return submission.Submission{Files: []submission.File{{Name: "solution.go", Text: text}}}
}

// disguised is the same program with other names, values, comments, layout, and its functions the other way round.
func disguised(text string) string {
	text = strings.NewReplacer("workers", "helpers", "queue", "pile", "task", "chore", "ctx", "c0", " // ", " // in other words: ").Replace(text)
	parts := strings.Split(text, "\nfunc ")
	slices.Reverse(parts[1:])
	return strings.ReplaceAll(strings.Join(parts, "\n\n// A comment.\nfunc "), "\n\t", "\n\n    ")
}

func TestCompare(t *testing.T) {
	starter, one, other := read(t, "starter.go"), read(t, "solution/manager.go"), read(t, "accepted/owner.go")
	pairs := Compare([]submission.Submission{of(one), of(other), of(disguised(one)), of(starter), of("not Go \"at all"), {}}, starter, Options{})
	if len(pairs) != 1 || pairs[0].A != 0 || pairs[0].B != 2 || pairs[0].Share < 0.8 || len(pairs[0].Lines[0]) == 0 {
		t.Fatalf("pairs %+v", pairs)
	}
	for side, text := range []string{one, disguised(one)} {
		for _, r := range pairs[0].Lines[side] {
			if r.First < 1 || r.Last < r.First || r.Last > strings.Count(text, "\n")+1 || r.File != "solution.go" {
				t.Errorf("lines %+v", r)
			}
		}
	}
	if again := Compare([]submission.Submission{of(one), of(other), of(disguised(one))}, starter, Options{}); !cmp.Equal(again, pairs) {
		t.Errorf("not the same twice: %+v", again)
	}
	loose := Compare([]submission.Submission{of(one), of(other)}, starter, Options{Share: 0.001, Least: 1})
	if len(loose) != 1 || loose[0].Share > 0.3 {
		t.Errorf("two designs have in common %+v", loose)
	}
}

// What everybody was given makes nobody similar.
func TestGiven(t *testing.T) {
	starter := read(t, "starter.go")
	a, b := of(starter+"\nfunc a() int { return 1 }\n"), of(starter+"\nvar b = map[string]int{}\n")
	if pairs := Compare([]submission.Submission{a, b}, starter, Options{Share: 0.01, Least: 1}); len(pairs) != 0 {
		t.Errorf("the starter makes %+v", pairs)
	}
	if pairs := Compare([]submission.Submission{a, b}, "", Options{}); len(pairs) != 1 {
		t.Errorf("without knowing what was given: %+v", pairs)
	}
}

func TestTokens(t *testing.T) {
	list := tokens(submission.File{Name: "a.go", Text: "package p\n\nimport (\n\t\"sync\"\n\tc \"container/list\"\n)\n\nimport \"fmt\"\n// x\nvar mu sync.Mutex\nfunc f(n int) { fmt.Println(n+1, \"a\", c.New) }"})
	var got []string
	for _, l := range list {
		got = append(got, l.text)
	}
	want := "var name sync . Mutex func name ( name int ) { fmt . Println ( name + number , text , c . New ) }"
	if strings.Join(got, " ") != want || list[0].line != 10 {
		t.Errorf("tokens, first in line %d:\n%s\nwant\n%s", list[0].line, strings.Join(got, " "), want)
	}
}

// A common run that is as long as a window and a run of tokens is always found.
func TestWinnowFinds(t *testing.T) {
	letters := rapid.SampledFrom([]string{"a", "b", "c"})
	rapid.Check(t, func(t *rapid.T) {
		text := func(label string, least int) (l []lexeme) {
			for _, s := range rapid.SliceOfN(letters, least, least+60).Draw(t, label) {
				l = append(l, lexeme{text: s})
			}
			return l
		}
		shared := text("shared", window+gram-1)
		first := slices.Concat(text("before", 0), shared, text("after", 0))
		second := slices.Concat(text("other before", 0), shared, text("other after", 0))
		has := map[uint64]bool{}
		for _, g := range winnow(grams(first)) {
			has[g.hash] = true
		}
		for _, g := range winnow(grams(second)) {
			if has[g.hash] {
				return
			}
		}
		t.Fatalf("a common run of %d tokens is not found", len(shared))
	})
}

func TestGroups(t *testing.T) {
	for _, tt := range []struct{ pairs, want string }{
		{"", "[]"}, {"0-1", "[[0 1]]"}, {"3-4 0-7 4-5", "[[3 4 5] [0 7]]"}, {"1-2 3-4 2-3", "[[1 2 3 4]]"},
	} {
		var pairs []Pair
		for p := range strings.FieldsSeq(tt.pairs) {
			var pair Pair
			fmt.Sscanf(p, "%d-%d", &pair.A, &pair.B)
			pairs = append(pairs, pair)
		}
		if got := fmt.Sprint(Groups(pairs)); got != tt.want {
			t.Errorf("Groups(%s) = %s, want %s", tt.pairs, got, tt.want)
		}
	}
}

func FuzzTokens(f *testing.F) {
	f.Add("package p; import")
	f.Add("import (\"a\"")
	f.Fuzz(func(t *testing.T, text string) {
		Compare([]submission.Submission{of(text), of(text)}, text[:len(text)/2], Options{Share: 0.01, Least: 1})
	})
}
