// Package kernel is the Go kernel: it answers Jupyter requests (package jupyter/server) with the
// work of a session, which checks cells (golang/check), lowers them (golang/lower) and runs them in
// a child process (engine/child). It owns what a cell's life looks like from outside: which message
// follows which, how an error reads, what is kept after a failure. It knows no socket and no interpreter.
package kernel
