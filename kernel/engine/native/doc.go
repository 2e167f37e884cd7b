// Package native runs compiled programs as cells: it builds a program's text and turns what its process
// does (what it prints, shows, asks for, and how it ends) into what an evaluator reports of a cell.
//
// It owns the process and everything that the process starts. It does not know Jupyter, sessions or how
// the text came about: positions in cells come from the text's line directives, and variables cross in
// files whose contents only the program knows.
//
// Three outcomes are kept apart, as everywhere: what the program did is a [Result], also a panic or a
// deadlock; text that the compiler refuses is a [*BuildError]; a machine that cannot build at all, and our
// own failures, are other errors.
package native
