package kernel

import "weft/kernel/magic"

// again are the cells that the session is made of: those that succeeded when they ran last, each in its latest
// text, in the order of these runs. s.mu is held.
func (s *Session) again() []magic.Cell {
	var list []magic.Cell
	for _, c := range s.history {
		if s.good[c.Number] {
			list = append(list, c)
		}
	}
	return list
}

func numbersOf(cells []magic.Cell) []int {
	var numbers []int
	for _, c := range cells {
		numbers = append(numbers, c.Number)
	}
	return numbers
}
