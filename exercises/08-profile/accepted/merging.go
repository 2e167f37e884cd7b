// accepted: a buffered channel holds all page numbers; each worker merges its own index into the common one under a lock, once
//go:build ignore

package solution

import (
	"sort"
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
	n := src.Len()
	queue := make(chan int, n)
	for i := range n {
		queue <- i
	}
	close(queue)

	var mu sync.RWMutex
	var wg sync.WaitGroup
	whole := make(Index)
	for range min(workers, n) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mine := make(map[string]map[int]bool)
			for i := range queue {
				for _, word := range src.Load(i).Words {
					if word = Normal(word); word == "" {
						continue
					}
					if mine[word] == nil {
						mine[word] = map[int]bool{}
					}
					mine[word][i] = true
				}
			}
			mu.Lock()
			defer mu.Unlock()
			for word, pages := range mine {
				for i := range pages {
					whole[word] = append(whole[word], i)
				}
			}
		}()
	}
	wg.Wait()
	mu.RLock()
	defer mu.RUnlock()
	for word := range whole {
		sort.Ints(whole[word])
	}
	return whole
}

func Normal(word string) string {
	word = strings.TrimFunc(word, func(r rune) bool { return strings.ContainsRune(".,;:!?", r) })
	return strings.ToLower(word)
}
