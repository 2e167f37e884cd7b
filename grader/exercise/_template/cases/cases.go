// Package cases are the inputs and outputs of the exercise.
package cases

// In is what a case gives to the driver.
type In struct {
	Millis []int `json:"millis"` // what each part takes; they return 1, 2, 3 and so on
}

// Out is what the submission returned.
type Out struct {
	Sum int `json:"sum"`
}
