// accepted: two phases: pages into a slice, then each worker makes the part of the index whose words are its own by their hash; whole numbers only
//go:build ignore

package solution

import (
	"maps"
	"strings"
	"sync/atomic"
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
	second := p.Run(workers) // which of the two comes first makes no difference
	first := p.Run(1)
	n, t1, tn := int64(workers), int64(first.Elapsed), int64(second.Elapsed)
	r := Report{Kind: "none"}
	if above := n*tn - t1; above > 0 {
		r.SerialPermille = int((2000*above/((n-1)*t1) + 1) / 2)
	}
	lock, serial, alloc := -1, -1, -1
	better := func(i, than int, value func(Sample) int64) bool {
		if than < 0 {
			return true
		}
		a, b := second.Samples[i], second.Samples[than]
		return value(a) > value(b) || value(a) == value(b) && a.Site < b.Site
	}
	wait := func(s Sample) int64 { return int64(s.Wait) }
	busy := func(s Sample) int64 { return int64(s.Busy) }
	allocs := func(s Sample) int64 { return int64(s.Allocs) }
	for i, s := range second.Samples {
		if 10*s.Wait > second.Elapsed && better(i, lock, wait) {
			lock = i
		}
		if s.MaxPar == 1 && 10*s.Busy > second.Elapsed && better(i, serial, busy) {
			serial = i
		}
		if s.Allocs > 0 && better(i, alloc, allocs) {
			alloc = i
		}
	}
	if lock >= 0 {
		r.Site, r.Kind = second.Samples[lock].Site, "lock"
	} else if serial >= 0 {
		r.Site, r.Kind = second.Samples[serial].Site, "serial"
	} else if alloc >= 0 {
		r.Site, r.Kind = second.Samples[alloc].Site, "alloc"
	}
	return r
}

func Build(src Source, workers int) Index {
	pages := make([]Page, src.Len())
	var next atomic.Int32
	each(workers, func(int) {
		for {
			i := int(next.Add(1)) - 1
			if i >= len(pages) {
				return
			}
			p := src.Load(i)
			for k, word := range p.Words {
				p.Words[k] = Normal(word)
			}
			pages[i] = p
		}
	})
	parts := make([]Index, workers)
	each(workers, func(w int) {
		parts[w] = Index{}
		for i, p := range pages {
			for _, word := range p.Words {
				list := parts[w][word]
				if word == "" || hash(word)%workers != w || len(list) > 0 && list[len(list)-1] == i {
					continue
				}
				parts[w][word] = append(list, i)
			}
		}
	})
	index := Index{}
	for _, part := range parts {
		maps.Copy(index, part)
	}
	return index
}

// each runs n goroutines and waits for them.
func each(n int, f func(who int)) {
	done := make(chan bool)
	for i := range n {
		go func() {
			f(i)
			done <- true
		}()
	}
	for range n {
		<-done
	}
}

func hash(s string) int {
	h := 0
	for i := range len(s) {
		h = (h*31 + int(s[i])) & 0xffffff
	}
	return h
}

func Normal(word string) string { return strings.ToLower(strings.Trim(word, ".,;:!?")) }
