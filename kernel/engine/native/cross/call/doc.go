// Package call is what generated cells use to call compiled functions, which a worker process serves (see
// [cross.Serve]). Generated code imports it as weft/cross/call.
//
// The stub of a function is one call of this package if its arguments and its result are basic values,
// slices of these, or the maps that cross has methods for:
//
//	var worker = call.Open("/path/of/the/program", "fib", "parse")
//
//	func fib(n int) int { return call.Int(worker, 0, n) }
//
// and a few otherwise:
//
//	func parse(in *node) (out []node, err error) {
//		args := cross.NewWriter()
//		putNodePointer(args, in)
//		r := call.Do(worker, 1, args)
//		out, err = getNodes(r), r.ErrorValue()
//		call.End(r)
//		return out, err
//	}
//
// A call that fails panics: with the value that the function panicked with, or with an error that says why
// the function could not be called or did not return. This package owns the form of a call only; processes
// and connections are those of package worker. Its exported declarations mention no type that differs
// between systems, because the checker knows them all from one.
package call
