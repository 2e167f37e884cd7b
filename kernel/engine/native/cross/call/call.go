package call

import "weft/kernel/engine/native/cross"

// A Worker serves functions by their numbers.
type Worker interface {
	// Call calls a function. The arguments are what write writes, and read reads the results; both are called at
	// most once, before Call returns. If the call fails, Call panics. It calls runtime.Goexit if the function
	// does, or if the cell that made the call is stopped.
	Call(function int, write func(*cross.Writer), read func(*cross.Reader))
	// Start begins to start the worker, if it does not run, and does not wait for it.
	Start()
}

// Open returns the worker of a program and the names of its functions, in the order in which it serves
// them. Nothing is started yet. In the interpreter the session's own function takes the place of this one.
func Open(program string, functions ...string) Worker {
	panic("call.Open outside of a session")
}

// Do calls a function with arguments that args holds, nil for none, and returns the Reader of its results.
func Do(w Worker, function int, args *cross.Writer) (results *cross.Reader) {
	w.Call(function, func(w *cross.Writer) {
		if args != nil {
			w.Append(args)
		}
	}, func(r *cross.Reader) { results = r.Rest() })
	return results
}

// Results calls a function with arguments that [cross.Writer.Argument] takes, and returns the Reader of its
// results.
func Results(w Worker, function int, args ...any) (results *cross.Reader) {
	w.Call(function, arguments(args), func(r *cross.Reader) { results = r.Rest() })
	return results
}

// End ends the reading of results: it panics if they were damaged.
func End(results *cross.Reader) {
	if err := results.End(); err != nil {
		panic("results of a compiled function: " + err.Error())
	}
}

func arguments(args []any) func(*cross.Writer) {
	return func(w *cross.Writer) {
		for _, a := range args {
			w.Argument(a)
		}
	}
}
