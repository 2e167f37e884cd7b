// Package errors holds sources to instantiate; see package std.
package errors

import "errors"

func AsType[E error](err error) (E, bool) {
	var target, none E
	if errors.As(err, &target) {
		return target, true
	}
	return none, false
}
