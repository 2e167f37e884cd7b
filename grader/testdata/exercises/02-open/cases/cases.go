// Package cases are the inputs and outputs of the exercise.
package cases

// In is what a case gives to the submission.
type In struct {
	Millis  []float64 `json:"millis"` // what each job takes
	Workers int       `json:"workers"`
}

// Out is what the submission returned.
type Out struct {
	Values []int `json:"values"`
}
