package inspect

import (
	"fmt"
	"testing"

	"weft/grader/observe"
)

// Of who computes the head of the loop is told, wherever in it that was seen.
func TestSpinning(t *testing.T) {
	a := Examine(question(`func F() {
	for {
		for range 3 {
			G()
		}
		go func() {
			G()
		}()
		G()
	}
}

func G() {
	_ = 1
	_ = 2
}
`))
	at := func(name string, line int) observe.Pos { return observe.Pos{File: "a.go", Line: line, Func: name} }
	for _, tt := range []struct {
		name  string
		spins [2]int
		stack []observe.Pos
		want  string
	}{
		{"all over the loop", [2]int{5, 11}, []observe.Pos{at("F", 5)}, "F 4"},
		{"in the inner one", [2]int{5, 6}, []observe.Pos{at("F", 5)}, "F 5"},
		{"in what it calls", [2]int{16, 17}, []observe.Pos{at("G", 16), at("F", 11)}, "F 4"},
		{"in a function that the loop has around it", [2]int{9, 9}, []observe.Pos{at("F.func1", 9)}, "F.func1 9"},
		{"in no loop", [2]int{16, 17}, []observe.Pos{at("G", 16)}, "G 16"},
		{"it waits", [2]int{}, []observe.Pos{at("F", 6)}, "F 6"},
	} {
		r := a.Spinning(observe.Run{Goroutines: []observe.Goroutine{{Stack: tt.stack, Spins: tt.spins}}})
		p := r.Goroutines[0].Stack[0]
		if got := fmt.Sprint(p.Func, " ", p.Line); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}
