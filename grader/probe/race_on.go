//go:build race

package probe

import "runtime"

// raceOff keeps the race detector from taking what follows for synchronization of the submission's.
func raceOff() { runtime.RaceDisable() }
func raceOn()  { runtime.RaceEnable() }

const racing = true

// raceErrors counts what the race detector has reported so far.
func raceErrors() int { return runtime.RaceErrors() }
