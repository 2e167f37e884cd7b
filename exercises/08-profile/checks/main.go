// The judge of the exercise.
package main

import (
	"weft/grader/checks"
)

func main() {
	var s checks.Suite
	s.Cases = append(s.Cases, builds()...)
	s.Cases = append(s.Cases, words()...)
	s.Cases = append(s.Cases, diagnoses()...)
	checks.Main(s)
}
