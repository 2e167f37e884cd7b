// accepted: a dispatcher hands pages to workers who say that they are free; they hand on an index from one to the next in the end, as in a relay
//go:build ignore

package solution

import (
	"slices"
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
	n := src.Len()
	free := make(chan chan int)
	ends := make([]chan Index, workers+1)
	for i := range ends {
		ends[i] = make(chan Index, 1)
	}
	for w := range workers {
		go work(src, free, ends[w], ends[w+1])
	}
	for i := range n {
		jobs := <-free
		jobs <- i
	}
	for range workers {
		close(<-free)
	}
	ends[0] <- Index{}
	index := <-ends[workers]
	for _, list := range index {
		slices.Sort(list)
	}
	return index
}

func work(src Source, free chan<- chan int, before <-chan Index, after chan<- Index) {
	jobs := make(chan int)
	own := Index{}
	for {
		free <- jobs
		i, ok := <-jobs
		if !ok {
			break
		}
		words := src.Load(i).Words
		for k, word := range words {
			words[k] = Normal(word)
		}
		slices.Sort(words)
		for _, word := range slices.Compact(words) {
			if word != "" {
				own[word] = append(own[word], i)
			}
		}
	}
	index := <-before
	for word, list := range own {
		index[word] = append(index[word], list...)
	}
	after <- index
}

func Normal(word string) string {
	from, to := 0, len(word)
	for from < to && strings.IndexByte(".,;:!?", word[from]) >= 0 {
		from++
	}
	for to > from && strings.IndexByte(".,;:!?", word[to-1]) >= 0 {
		to--
	}
	word = word[from:to]
	first := strings.IndexFunc(word, func(r rune) bool { return unicode.ToLower(r) != r })
	if first < 0 {
		return word
	}
	var b strings.Builder
	b.Grow(len(word) + 4)
	b.WriteString(word[:first])
	for _, r := range word[first:] {
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
