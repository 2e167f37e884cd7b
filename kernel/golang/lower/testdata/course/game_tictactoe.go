// Tic-tac-toe with minimax; first moves are searched in parallel.
package main

import (
	"fmt"
	"strings"
)

type Cell byte

const (
	Empty Cell = '.'
	X     Cell = 'X'
	O     Cell = 'O'
)

type Board [9]Cell

var lines = [...][3]int{{0, 1, 2}, {3, 4, 5}, {6, 7, 8}, {0, 3, 6}, {1, 4, 7}, {2, 5, 8}, {0, 4, 8}, {2, 4, 6}}

func (b Board) winner() (Cell, bool) {
	for _, l := range lines {
		if c := b[l[0]]; c != Empty && c == b[l[1]] && c == b[l[2]] {
			return c, true
		}
	}
	return Empty, strings.IndexByte(b.String(), byte(Empty)) < 0
}

func (b Board) String() string {
	var sb strings.Builder
	for _, c := range b {
		sb.WriteByte(byte(c))
	}
	return sb.String()
}

func (c Cell) other() Cell {
	if c == X {
		return O
	}
	return X
}

func (b Board) score(turn, me Cell) int {
	if w, over := b.winner(); over {
		switch w {
		case me:
			return 1
		case me.other():
			return -1
		}
		return 0
	}
	best := -2
	if turn != me {
		best = 2
	}
	for i, c := range b {
		if c != Empty {
			continue
		}
		b[i] = turn
		s := b.score(turn.other(), me)
		b[i] = Empty
		if turn == me {
			best = max(best, s)
		} else {
			best = min(best, s)
		}
	}
	return best
}

type move struct{ pos, score int }

func (b Board) best(turn Cell) move {
	results := make(chan move)
	n := 0
	for i, c := range b {
		if c != Empty {
			continue
		}
		n++
		go func(b Board) {
			b[i] = turn
			results <- move{i, b.score(turn.other(), turn)}
		}(b)
	}
	best := move{-1, -2}
	for range n {
		if m := <-results; m.score > best.score || m.score == best.score && m.pos < best.pos {
			best = m
		}
	}
	return best
}

func main() {
	b := Board{}
	for i := range b {
		b[i] = Empty
	}
	b[0], b[4], b[8] = X, O, X
	turn := O
	for {
		if w, over := b.winner(); over {
			fmt.Printf("over: %c\n", w)
			break
		}
		m := b.best(turn)
		b[m.pos] = turn
		fmt.Printf("%c takes %d (%+d) %v\n", turn, m.pos, m.score, b)
		turn = turn.other()
	}
	for r := 0; r < 9; r += 3 {
		fmt.Printf("%c|%c|%c\n", b[r], b[r+1], b[r+2])
	}
}
