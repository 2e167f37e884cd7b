// Package server is the kernel's side of the Jupyter messaging protocol 5.5: it reads requests
// from the sockets, keeps the protocol's promises and asks a Handler for everything that depends
// on the language. It owns the order of messages, busy and idle, the queues, the execution count,
// the history, comms, subshells and input; it knows nothing of any language and starts no process.
//
// # Who serves what, and when
//
// Cells and comm messages of a shell run one after the other, in a queue for the main shell and
// one for each subshell. Everything else (completion, inspection, kernel_info, history...) does
// not wait for a cell: each client has a queue of its own for these, and one more for its control
// channel, so that neither a running cell nor a flood from another client delays an answer.
// Goroutines exist only while a queue has work.
//
// Every message is answered between a busy and an idle status under its own header. What a
// request publishes goes through one Output, which keeps that order.
package server
