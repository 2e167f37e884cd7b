//go:build race

package kernel

// underRace tells that the race detector prints what it finds among the outputs of cells: the races
// that the page of mistakes shows on purpose, and the look at the frames of a goroutine that is blocked.
const underRace = true
