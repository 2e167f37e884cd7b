// Package kit builds Go programs without the go command: it keeps the compiled packages that a program may
// import, and calls the toolchain's compiler and linker on them directly. It owns that store, the
// cache of what it built, and the way from source files to a binary or to the compiler's diagnostics.
// It knows nothing of cells, sessions or grading: files that need positions of a cell carry line directives.
//
// A kit belongs to one Go installation. It lies in the user's cache folder (see [Options]), is made by the
// go command from Go's own build cache where that has the packages already, and grows when a job imports a
// package for the first time. Nothing is downloaded: the sources of the packages outside the standard
// library are in this binary (sources.zip).
//
// There are two variants of every package: plain, compiled without cgo, and race, for which Go needs a C
// compiler on most systems.
//
// Outcomes are kept apart: wrong code is in [Result.Diagnostics], a machine that lacks something is a
// [*Missing] that says what to do, and everything else that goes wrong is an error of ours. Where the direct
// way fails for a reason that is not the author's, the go command builds the same files instead.
package kit

//go:generate go run ./internal/gen -root ../../../..
