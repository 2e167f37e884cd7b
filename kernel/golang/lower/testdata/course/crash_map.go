// A crash in the middle of a pipeline stage: a nil map deep in a struct.
package main

import "fmt"

type Stats struct {
	counts map[string]int
	seen   []string
}

type Stage struct {
	name  string
	stats *Stats
}

func (s *Stage) process(word string) {
	s.stats.seen = append(s.stats.seen, word)
	s.stats.counts[word]++
}

func run(in <-chan string, stages ...*Stage) {
	for w := range in {
		for _, s := range stages {
			fmt.Println(s.name, w)
			s.process(w)
		}
	}
}

func main() {
	in := make(chan string, 3)
	in <- "a"
	in <- "b"
	close(in)
	good := &Stage{"good", &Stats{counts: map[string]int{}}}
	bad := &Stage{"bad", &Stats{}}
	run(in, good, bad)
}
