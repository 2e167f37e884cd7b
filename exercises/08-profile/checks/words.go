package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"weft/exercises/08-profile/cases"
	"weft/grader/checks"
	"weft/grader/observe"
)

// signs are what Normal removes.
const signs = ".,;:!?"

func normal(word string) string { return strings.ToLower(strings.Trim(word, signs)) }

// words are the cases of Normal.
func words() []checks.Case {
	values := cases.In{Words: []string{"", "...", "don't", "a.b", "word", "WORD.", "Word", "?!so...", "straße", "ÄPFEL,", "Ωmega"}}
	more := cases.In{Words: []string{
		".,;:!?", ";Go:", "..A..b..", "U.S.A.", "a", "Z", "É", "éclair!", "ПРИВЕТ!", "да", "(Word)", "-x-", `"Yes!"`, " Word ", "mIXED;", "ΣΟΦΟΣ",
		"ǅ", "日本", "Go1.26!", "!a", "a?", "ÀÉÎ..", "x_Y", "'Tis", "K9", "@Home", "[Z]", "`A`", "{B}", "¡Hola!", "wait…",
	}}
	allocs := cases.In{
		Measured: []string{"word", "don't", "a.b,", "...straße!", long + "?!", "Word.", strings.ToUpper(long)},
		Fresh:    fresh(200),
	}
	return []checks.Case{
		{Name: "normal-values", Input: values, Checks: []checks.Named{normals(values).Named("8.value")}},
		{Name: "normal-values-more", Input: more, Checks: []checks.Named{normals(more).Named("8.value")}},
		{Name: "normal-allocs", Input: allocs, Checks: []checks.Named{allocations(allocs).Named("8.allocs")}},
	}
}

// long is a word for which no small buffer is enough.
const long = "donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"

// fresh are n words that are lower-case already.
func fresh(n int) []string {
	var list []string
	for i := range n {
		list = append(list, signs[i%len(signs):i%len(signs)+1]+fmt.Sprintf("word%d-%c", i, 'a'+i%26)+signs[:i%3])
	}
	return list
}

// normals is content if Normal returns what it should.
func normals(in cases.In) checks.Check {
	return checks.Holds(func(out cases.Out) checks.Finding {
		for i, word := range in.Words {
			if got, want := out.Normal[i], normal(word); got != want {
				return checks.Failf("Normal(%q) is %q, want %q", word, got, want).
					Want(fmt.Sprintf("Normal(%q) = %q", word, want), fmt.Sprintf("%q", got))
			}
		}
		return checks.Pass()
	})
}

// allocations is content if Normal allocates for nothing but a word that changes, and there once.
func allocations(in cases.In) checks.Check {
	return func(r observe.Run) checks.Finding {
		for _, word := range in.Measured {
			most := int64(0)
			if strings.ToLower(word) != word {
				most = 1
			}
			if got := r.Count(cases.Allocs(word)); got > most {
				return checks.Failf("Normal(%q) allocates %d times, want at most %d", word, got, most).
					Want(fmt.Sprintf("at most %d allocations for %q", most, word), fmt.Sprint(got))
			}
		}
		if got := r.Count(cases.FreshAllocs); got > 0 {
			return checks.Failf("Normal allocates for lower-case words that it has not seen before: %d times for each", got).
				Want("no allocation for a lower-case word, also when it comes for the first time", fmt.Sprintf("%d for each word", got))
		}
		return checks.Pass()
	}
}

// index is content if Build returns the right index.
func index(in cases.In) checks.Check {
	want := map[string][]int{}
	for i, p := range in.Pages {
		for _, word := range p.Words {
			if k := normal(word); k != "" && !slices.Contains(want[k], i) {
				want[k] = append(want[k], i)
			}
		}
	}
	return checks.Holds(func(out cases.Out) checks.Finding {
		for _, word := range slices.Sorted(maps.Keys(want)) {
			if got := out.Index[word]; !slices.Equal(got, want[word]) {
				return checks.Failf("the pages of %q are %s, want %s", word, some(got), some(want[word])).
					Want(fmt.Sprintf("%q: %s", word, some(want[word])), some(got))
			}
		}
		for _, word := range slices.Sorted(maps.Keys(out.Index)) {
			if want[word] == nil {
				return checks.Failf("the index has %q, which no page has", word).
					Want("words as Normal writes them, without empty ones", fmt.Sprintf("%q: %s", word, some(out.Index[word])))
			}
		}
		return checks.Pass()
	})
}

// maxShown is how many pages a finding lists.
const maxShown = 15

func some(pages []int) string {
	if len(pages) > maxShown {
		return fmt.Sprintf("%v and %d more", pages[:maxShown], len(pages)-maxShown)
	}
	return fmt.Sprint(pages)
}
