package observe_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"weft/grader/observe"
)

// However the events of an instant are recorded, they are told in one order.
func TestOrdered(t *testing.T) {
	want := []observe.Event{
		{At: 0, Name: "job", ID: 1, Kind: observe.Begin, Span: 1},
		{At: 0, Name: "job", ID: 2, Kind: observe.Begin, Span: 2},
		{At: 5, Name: "job", ID: 1, Kind: observe.End, Span: 1},
		{At: 5, Name: "job", ID: 2, Kind: observe.End, Span: 2, Failed: true},
		{At: 5, Name: "told", ID: 2, Kind: observe.Mark},
		{At: 5, Name: "call", Kind: observe.Begin, Span: 3},
		{At: 5, Name: "job", ID: 3, Kind: observe.Begin, Span: 4},
		{At: 5, Name: "job", ID: 3, Kind: observe.Begin, Span: 5}, // once more, and longer
		{At: 5, Name: "call", Kind: observe.End, Span: 3},
		{At: 7, Name: "job", ID: 3, Kind: observe.End, Span: 4},
		{At: 9, Name: "job", ID: 3, Kind: observe.End, Span: 5},
	}
	for seed := range uint64(50) {
		random := rand.New(rand.NewPCG(seed, 0))
		numbers := random.Perm(5)
		recorded := slices.Clone(want)
		random.Shuffle(len(recorded), func(i, k int) { recorded[i], recorded[k] = recorded[k], recorded[i] })
		for i, e := range recorded {
			if e.Span > 0 {
				recorded[i].Span = 10 + numbers[e.Span-1]
			}
		}
		before := slices.Clone(recorded)
		if got := observe.Ordered(recorded); !slices.Equal(got, want) {
			t.Fatalf("seed %d: %+v, want %+v", seed, got, want)
		}
		if !slices.Equal(recorded, before) {
			t.Fatal("what was recorded has changed")
		}
	}
}
