package conform

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseKnown(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"few fields", "own/a all slow", "line 1: want corpus/name, modes, kind and reason"},
		{"no corpus", "# x\na all slow long", `line 2: "a" is not corpus/name`},
		{"mode", "own/a half slow long", `line 1: there is no mode "half"`},
		{"kind", "own/a all same good", `line 1: there is no kind "same" of failure`},
		{"twice", "own/a all slow long\n\nown/a whole bug x", "line 3: own/a is listed already, as whole"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := parseKnown(tt.text); err == nil || err.Error() != tt.want {
				t.Errorf("error %v, want %s", err, tt.want)
			}
		})
	}
}

func TestFormatKnown(t *testing.T) {
	const text = `
chan/b/c                         all          refused it is not there
chan/x                           whole,again  bug     one reason
chan/x                           cells        wrong   another

root/a                           all          design  asks the toolchain
`
	list, err := parseKnown(text)
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != 13 {
		t.Errorf("%d entries, want 13", len(list))
	}
	got := FormatKnown(list)
	_, got, _ = strings.Cut(got, "others.\n")
	if d := cmp.Diff(text, got); d != "" {
		t.Error(d)
	}
}

// judged are results of a corpus with these programs, as whole: "name kind".
func judged(list ...string) []Result {
	var results []Result
	for _, s := range list {
		name, kind, _ := strings.Cut(s, " ")
		r := Result{Program: Program{Corpus: "own", Name: name}, Mode: Whole, Kind: Kind(kind), Cause: "cell [1] 2:3: error: why"}
		if kind == "" {
			r.Uncut = "cannot"
		}
		results = append(results, r)
	}
	return results
}

const listed = `
own/refused whole refused unsafe
own/slow    whole slow    long
own/gone    whole bug     was there
own/meant   whole design  so
`

func TestUnlisted(t *testing.T) {
	known, err := parseKnown(listed)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name     string
		results  []Result
		complete bool
		want     []string
	}{
		{"as listed", judged("good same", "refused refused", "slow slow", "meant wrong"), false, nil},
		{"nothing judged", nil, false, nil},
		{"not cut", judged("refused "), false, nil},
		{"faster than listed", judged("slow same"), false, nil},
		{"new failure", judged("good wrong"), false, []string{"own/good (whole) fails and is not listed: wrong: cell [1] 2:3: error: why"}},
		{"worse", judged("refused wrong"), false, []string{"own/refused (whole) is listed as refused, but is wrong: cell [1] 2:3: error: why"}},
		{"slow turns wrong", judged("slow wrong"), false, []string{"own/slow (whole) is listed as slow, but is wrong: cell [1] 2:3: error: why"}},
		{"repaired", judged("refused same"), false, []string{"own/refused (whole) does now what it does compiled: strike it from the list"}},
		{"meant so, and yet the same", judged("meant same"), false, []string{"own/meant (whole) does now what it does compiled: strike it from the list"}},
		{"gone", judged("refused refused", "slow slow", "meant bug"), true, []string{"own/gone (whole) is listed, and there is no such program: strike it"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := Unlisted(Apply(tt.results, known), known, func(string, Mode) bool { return tt.complete })
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestRecord(t *testing.T) {
	known, err := parseKnown(listed + "chan/x all bug elsewhere\n")
	if err != nil {
		t.Fatal(err)
	}
	results := Apply(judged("refused wrong", "slow slow", "meant wrong", "new refused", "good same"), known)
	complete := func(corpus string, m Mode) bool { return corpus == "own" && m == Whole }
	list := Record(results, known, complete)
	want := `
own/meant                        whole        design  so
own/new                          whole        refused why
own/refused                      whole        wrong   why
own/slow                         whole        slow    long

chan/x                           all          bug     elsewhere
`
	_, got, _ := strings.Cut(FormatKnown(list), "others.\n")
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if problems := Unlisted(results, list, complete); problems != nil {
		t.Errorf("what was recorded does not fit: %v", problems)
	}
}
