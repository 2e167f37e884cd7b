// Map-reduce over texts, with generic map, shuffle and reduce steps.
package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"
)

type KV[K comparable, V any] struct {
	Key K
	Val V
}

func MapReduce[In any, K cmp.Ordered, V, Out any](inputs []In, mapper func(In, func(K, V)), reducer func(K, []V) Out) []KV[K, Out] {
	parts := make([][]KV[K, V], len(inputs))
	var wg sync.WaitGroup
	for i, in := range inputs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mapper(in, func(k K, v V) { parts[i] = append(parts[i], KV[K, V]{k, v}) })
		}()
	}
	wg.Wait()
	groups := make(map[K][]V)
	for _, part := range parts {
		for _, kv := range part {
			groups[kv.Key] = append(groups[kv.Key], kv.Val)
		}
	}
	var mu sync.Mutex
	var out []KV[K, Out]
	for k, vs := range groups {
		wg.Add(1)
		go func(k K, vs []V) {
			defer wg.Done()
			r := reducer(k, vs)
			mu.Lock()
			defer mu.Unlock()
			out = append(out, KV[K, Out]{k, r})
		}(k, vs)
	}
	wg.Wait()
	slices.SortFunc(out, func(a, b KV[K, Out]) int { return cmp.Compare(a.Key, b.Key) })
	return out
}

func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) })
}

func main() {
	docs := []string{
		"The fish swims. The bird sings!",
		"A bird in the hand... is worth two birds in the bush",
		"Fish & chips; fish, always fish",
	}
	counts := MapReduce(docs,
		func(doc string, emit func(string, int)) {
			for _, w := range words(doc) {
				emit(w, 1)
			}
		},
		func(_ string, ones []int) int { return len(ones) })
	for _, kv := range counts {
		if kv.Val > 1 {
			fmt.Printf("%-6s %s\n", kv.Key, strings.Repeat("#", kv.Val))
		}
	}
	byLength := MapReduce(docs,
		func(doc string, emit func(int, string)) {
			for _, w := range words(doc) {
				emit(len(w), w)
			}
		},
		func(n int, ws []string) []string {
			slices.Sort(ws)
			return slices.Compact(ws)
		})
	for _, kv := range byLength {
		fmt.Println(kv.Key, kv.Val)
	}
	index := map[string][]int{}
	for i, d := range docs {
		for _, w := range slices.Compact(slices.Sorted(slices.Values(words(d)))) {
			index[w] = append(index[w], i)
		}
	}
	for _, w := range slices.Sorted(maps.Keys(index)) {
		if len(index[w]) > 1 {
			fmt.Print(w, index[w], "; ")
		}
	}
	fmt.Printf("\n%v %T\n", counts[0], byLength[0])
}
