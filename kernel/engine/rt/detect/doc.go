// Package detect finds data races by the happens-before relation of Go's memory model: two accesses of one place, at
// least one of them a write, of which neither is ordered before the other by what goroutines do to synchronise. It
// is told of accesses and of synchronisation, and knows neither an interpreter nor how either is noticed.
//
// Threads have vector clocks, and a place has the times of its last write and of the reads since, as in FastTrack
// (Flanagan and Freund, FastTrack: Efficient and Precise Dynamic Race Detection, PLDI 2009). Channels follow "The Go
// Memory Model" (go.dev/ref/mem): a send before its receive, a receive from an unbuffered channel before the end of
// its send, the k-th receive before the end of the (k+C)-th send to a channel of capacity C, a close before what it lets go on.
//
// It never claims a race that is none. Where it does not know an order it takes one for granted: so do threads beyond
// what it can tell apart, channels with several senders or receivers, and everything that has grown too old to be
// remembered. Each of these can hide a race, none can make one.
package detect
