// fails: 8.max-conc in equal: all pages are loaded at one time
//go:build ignore

package solution

import (
	"strings"
	"sync"
	"time"
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
	var wg sync.WaitGroup
	for i := range pages {
		wg.Go(func() { pages[i] = src.Load(i) })
	}
	wg.Wait()
	index := Index{}
	for i, p := range pages {
		index.add(i, p)
	}
	return index
}

// add adds the words of page i, whose number is greater than those of the pages before.
func (x Index) add(i int, page Page) {
	for _, word := range page.Words {
		word = Normal(word)
		list := x[word]
		if word == "" || len(list) > 0 && list[len(list)-1] == i {
			continue
		}
		x[word] = append(list, i)
	}
}

func Normal(word string) string { return strings.ToLower(strings.Trim(word, ".,;:!?")) }
