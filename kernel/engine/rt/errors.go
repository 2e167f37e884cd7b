package rt

import "reflect"

// FindAs is errors.As for a target of a session's type: the first error in err's tree that is a t.
// An As method of an error on the way is given target, the boxed pointer to where the value belongs;
// then the result is true without a value.
func FindAs(err error, t *Type, target any) (any, bool) {
	return find(err, target, func(e error) (any, bool) {
		if Is(e, t) {
			return Val(e), true
		}
		return nil, false
	})
}

// FindImplementing is errors.As for a target of a session's interface type.
func FindImplementing(err error, methods string, target any) (any, bool) {
	return find(err, target, func(e error) (any, bool) { return e, Implements(e, methods) })
}

// find looks for the first error that matches, or whose As method accepts the target, a boxed pointer.
func find(err error, target any, match func(error) (any, bool)) (found any, ok bool) {
	if reflect.ValueOf(Val(target)).IsNil() {
		panic("errors: target cannot be nil")
	}
	ok = walk(err, func(e error) bool {
		if v, ok := match(e); ok {
			found = v
			return true
		}
		x, ok := e.(interface{ As(any) bool })
		return ok && x.As(target)
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
