// Package interp is the child's side of the engine: it runs a session's lowered cells with the
// interpreter, in the process that `weft child` is. It is the only importer of yaegi.
//
// It owns the interpreter, the goroutines of cells, how they are stopped, and what of the standard
// library must behave differently in a notebook (printing, reading, exiting, sleeping). It does not
// know Jupyter, nor how its own process was started; it reads requests from descriptor 3, writes
// events to descriptor 4, and its cells print on 1 and 2.
package interp
