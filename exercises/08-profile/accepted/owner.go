// accepted: loaders take page numbers from a channel and send pages over another one to the one owner of the Index; Diagnose sorts
//go:build ignore

package solution

import (
	"math"
	"slices"
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
	t1 := p.Run(1).Elapsed
	second := p.Run(workers)
	site, kind := cause(second)
	share := (float64(workers)*second.Elapsed.Seconds()/t1.Seconds() - 1) / float64(workers-1)
	return Report{Site: site, Kind: kind, SerialPermille: int(math.Round(math.Max(0, share) * 1000))}
}

func cause(p Profile) (site, kind string) {
	samples := slices.Clone(p.Samples)
	slices.SortFunc(samples, func(a, b Sample) int { return strings.Compare(a.Site, b.Site) })
	var wait, busy, alloc Sample
	for _, s := range samples {
		if s.Wait > wait.Wait {
			wait = s
		}
		if s.MaxPar == 1 && s.Busy > busy.Busy {
			busy = s
		}
		if s.Allocs > alloc.Allocs {
			alloc = s
		}
	}
	switch {
	case wait.Wait > p.Elapsed/10:
		return wait.Site, "lock"
	case busy.Busy > p.Elapsed/10:
		return busy.Site, "serial"
	case alloc.Allocs > 0:
		return alloc.Site, "alloc"
	}
	return "", "none"
}

// A loaded is a page with its number.
type loaded struct {
	number int
	page   Page
}

func Build(src Source, workers int) Index {
	numbers, pages := make(chan int), make(chan loaded)
	go func() {
		defer close(numbers)
		for i := range src.Len() {
			numbers <- i
		}
	}()
	var loaders sync.WaitGroup
	for range workers {
		loaders.Go(func() {
			for i := range numbers {
				pages <- loaded{i, src.Load(i)}
			}
		})
	}
	go func() {
		loaders.Wait()
		close(pages)
	}()
	index := Index{}
	for p := range pages {
		for _, word := range p.page.Words {
			word = Normal(word)
			if word == "" {
				continue
			}
			list := index[word]
			if at, found := slices.BinarySearch(list, p.number); !found {
				index[word] = slices.Insert(list, at, p.number)
			}
		}
	}
	return index
}

func Normal(word string) string { return strings.ToLower(strings.Trim(word, ".,;:!?")) }
