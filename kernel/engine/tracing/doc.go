// Package tracing reads what Go's execution tracer recorded while a cell ran: which of the cell's goroutines
// did what when, and who ended each wait.
//
// The tracer records states and wakers for every goroutine of the process. Which of them are the cell's,
// where they were started and where they wait is not in a trace of interpreted code, so the evaluator keeps [Notes]
// of it. The package knows neither the interpreter nor pictures.
package tracing
