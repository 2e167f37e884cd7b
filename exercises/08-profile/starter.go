package solution

import (
	"bytes"
	"slices"
	"sync"
	"time"
)

// Page is a page of a text.
type Page struct{ Words []string }

// Source has pages, numbered from 0. Load is slow, and may be called concurrently.
type Source interface {
	Len() int
	Load(i int) Page
}

// Index says for each word the numbers of its pages, ascending, each once.
type Index map[string][]int

// Sample is what was measured at one site of a program.
type Sample struct {
	Site           string
	Calls          int
	Busy, Wait     time.Duration
	MaxPar, Allocs int
}

// Profile is what was measured in one run of a program.
type Profile struct {
	Elapsed time.Duration
	Samples []Sample
}

// Program can be run and measured.
type Program interface{ Run(workers int) Profile }

// Report says what keeps a program from being faster, and where.
type Report struct {
	Site, Kind     string
	SerialPermille int
}

// Diagnose runs the program twice and says what keeps it from being faster with more workers.
func Diagnose(p Program, workers int) Report {
	// Your code.
	return Report{}
}

// Build makes the index of all pages. It is right, and slow in four ways.
func Build(src Source, workers int) Index {
	idx, mu, wg := Index{}, sync.Mutex{}, sync.WaitGroup{}
	per := (src.Len() + workers - 1) / workers
	for w := range workers {
		wg.Go(func() {
			for i := w * per; i < min((w+1)*per, src.Len()); i++ {
				mu.Lock()
				if len(src.Load(i).Words) > 0 {
					for _, word := range src.Load(i).Words {
						if k := Normal(word); k != "" && !slices.Contains(idx[k], i) {
							idx[k] = append(idx[k], i)
						}
					}
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	for _, l := range idx {
		slices.Sort(l)
	}
	return idx
}

// Normal is the form of a word that is in the index. It is right, and allocates more than it needs.
func Normal(word string) string {
	return string(bytes.ToLower(bytes.Trim([]byte(word), ".,;:!?")))
}
