// Word frequencies over several texts at once, in the styles of different students.
package main

import (
	"bufio"
	"fmt"
	"sort"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

var texts = []string{
	"It was the best of times, it was the worst of times",
	"Call me Ishmael. Some years ago, never mind how long precisely",
	"¿Qué es la vida? Un frenesí. ¿Qué es la vida? Una ilusión",
	"",
}

type freq struct {
	word string
	n    int
}

func clean(w string) string {
	return strings.ToLower(strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) }))
}

func countShared(ts []string) map[string]int {
	var mu sync.Mutex
	var wg sync.WaitGroup
	m := make(map[string]int)
	for _, t := range ts {
		wg.Add(1)
		go func(t string) {
			defer wg.Done()
			for _, w := range strings.Fields(t) {
				mu.Lock()
				m[clean(w)]++
				mu.Unlock()
			}
		}(t)
	}
	wg.Wait()
	return m
}

func countMerged(ts []string) map[string]int {
	parts := make(chan map[string]int)
	for i := range ts {
		go func() {
			part := map[string]int{}
			sc := bufio.NewScanner(strings.NewReader(ts[i]))
			sc.Split(bufio.ScanWords)
			for sc.Scan() {
				part[clean(sc.Text())]++
			}
			parts <- part
		}()
	}
	total := map[string]int{}
	for range ts {
		for w, n := range <-parts {
			total[w] += n
		}
	}
	return total
}

func top(m map[string]int, n int) []freq {
	list := make([]freq, 0, len(m))
	for w, c := range m {
		list = append(list, freq{w, c})
	}
	sort.Slice(list, func(i, j int) bool {
		if list[i].n != list[j].n {
			return list[i].n > list[j].n
		}
		return list[i].word < list[j].word
	})
	if len(list) > n {
		list = list[:n]
	}
	return list
}

func histogram(ts []string) (lens map[int]int, letters [26]int) {
	lens = map[int]int{}
	for _, t := range ts {
		for _, w := range strings.Fields(t) {
			lens[utf8.RuneCountInString(clean(w))]++
		}
		for _, r := range strings.ToLower(t) {
			if r >= 'a' && r <= 'z' {
				letters[r-'a']++
			}
		}
	}
	return
}

func main() {
	a, b := countShared(texts), countMerged(texts)
	same := len(a) == len(b)
	for k, v := range a {
		same = same && b[k] == v
	}
	fmt.Println(len(a), same)
	for i, f := range top(a, 8) {
		fmt.Printf("%d %-8s %s\n", i+1, f.word, strings.Repeat("▇", f.n))
	}
	lens, letters := histogram(texts)
	fmt.Println(lens)
	best := 0
	for i, n := range letters {
		if n > letters[best] {
			best = i
		}
	}
	fmt.Printf("%c %d %v\n", 'a'+best, letters[best], letters[:5])
	s := "naïve"
	fmt.Println(len(s), utf8.RuneCountInString(s), s[2], s[:2], string([]rune(s)[2]), []byte(s)[2:4], strings.ToUpper(s))
	for i, r := range "aé\xff世" {
		fmt.Printf("%d:%q ", i, r)
	}
	fmt.Println()
}
