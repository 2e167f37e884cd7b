package rt

import "reflect"

// FindAs is errors.As for a target of a session's type: the first error in err's tree that is a t.
// An As method of an error on the way is given target, a pointer to where the value belongs; then the
// result is true without a value.
func FindAs(err error, t *Type, target any) (any, bool) {
	if target == nil || reflect.ValueOf(target).IsNil() {
		panic("errors: target cannot be nil")
	}
	var found any
	ok := walk(err, func(e error) bool {
		if Is(e, t) {
			found = Val(e)
			return true
		}
		return false
	})
	return found, ok
}

// FindImplementing is errors.As for a target of a session's interface type.
func FindImplementing(err error, methods string) (any, bool) {
	var found any
	ok := walk(err, func(e error) bool {
		if Implements(e, methods) {
			found = e
			return true
		}
		return false
	})
	return found, ok
}

// walk visits err's tree in the order of errors.Is and errors.As until visit is true.
func walk(err error, visit func(error) bool) bool {
	for err != nil {
		if visit(err) {
			return true
		}
		switch x := err.(type) {
		case interface{ Unwrap() error }:
			err = x.Unwrap()
		case interface{ Unwrap() []error }:
			for _, e := range x.Unwrap() {
				if walk(e, visit) {
					return true
				}
			}
			return false
		default:
			return false
		}
	}
	return false
}
