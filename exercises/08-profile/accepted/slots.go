// accepted: a goroutine for each page, which is started when there is a place; each writes its page into its own element; Normal looks first
//go:build ignore

package solution

import (
	"strings"
	"time"
	"unicode"
)

type Page struct{ Words []string }

type Source interface {
	Len() int
	Load(i int) Page
}

type Index map[string][]int

type Sample struct {
	Site           string
	Calls          int
	Busy, Wait     time.Duration
	MaxPar, Allocs int
}

type Profile struct {
	Elapsed time.Duration
	Samples []Sample
}

type Program interface{ Run(workers int) Profile }

type Report struct {
	Site, Kind     string
	SerialPermille int
}

func Diagnose(p Program, workers int) Report {
	one, many := p.Run(1), p.Run(workers)
	r := Report{SerialPermille: serial(one.Elapsed, many.Elapsed, workers)}
	enough := many.Elapsed / 10
	for _, rule := range []struct {
		kind  string
		more  int64
		value func(Sample) int64
	}{
		{"lock", int64(enough), func(s Sample) int64 { return int64(s.Wait) }},
		{"serial", int64(enough), func(s Sample) int64 {
			if s.MaxPar != 1 {
				return 0
			}
			return int64(s.Busy)
		}},
		{"alloc", 0, func(s Sample) int64 { return int64(s.Allocs) }},
	} {
		if site, most := largest(many.Samples, rule.value); most > rule.more {
			r.Site, r.Kind = site, rule.kind
			return r
		}
	}
	r.Kind = "none"
	return r
}

// largest is the site with the largest value, the first by name of those.
func largest(samples []Sample, value func(Sample) int64) (site string, most int64) {
	for i, s := range samples {
		if v := value(s); i == 0 || v > most || v == most && s.Site < site {
			site, most = s.Site, v
		}
	}
	return site, most
}

// serial is the part that does not get faster, in thousandths (Karp and Flatt).
func serial(one, many time.Duration, workers int) int {
	n := float64(workers)
	permille := 1000 * (n*float64(many)/float64(one) - 1) / (n - 1)
	return max(0, int(permille+0.5))
}

func Build(src Source, workers int) Index {
	pages := make([]Page, src.Len())
	places := make(chan struct{}, workers)
	for i := range pages {
		places <- struct{}{}
		go func() {
			defer func() { <-places }()
			pages[i] = src.Load(i)
		}()
	}
	for range workers { // all places are free: nobody loads
		places <- struct{}{}
	}
	index := make(Index)
	for i, p := range pages {
		seen := make(map[string]bool, len(p.Words))
		for _, word := range p.Words {
			if w := Normal(word); w != "" && !seen[w] {
				seen[w] = true
				index[w] = append(index[w], i)
			}
		}
	}
	return index
}

func Normal(word string) string {
	for len(word) > 0 && sign(word[0]) {
		word = word[1:]
	}
	for len(word) > 0 && sign(word[len(word)-1]) {
		word = word[:len(word)-1]
	}
	for _, r := range word {
		if r != unicode.ToLower(r) {
			return strings.Map(unicode.ToLower, word)
		}
	}
	return word
}

func sign(c byte) bool {
	switch c {
	case '.', ',', ';', ':', '!', '?':
		return true
	}
	return false
}
