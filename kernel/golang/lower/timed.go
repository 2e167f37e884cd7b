package lower

import "fmt"

// A clock puts calls around the statements behind each %time of a cell.
type clock struct{ running int } // the number of the %time, from 1; 0 for none

// stop is what ends the measurement that runs, if the next statement belongs to another %time or to none (0).
func (k *clock) stop(next int) string {
	number := k.running
	if number == 0 || number == next {
		return ""
	}
	k.running = 0
	return fmt.Sprintf("_rt.Took(%d)\n", number)
}

// start is what begins that of the next statement.
func (k *clock) start(next int) string {
	if next == 0 || k.running == next {
		return ""
	}
	k.running = next
	return fmt.Sprintf("_rt.Clock(%d)\n", next)
}
