// Package worker runs the processes that serve compiled functions, and carries calls to them. It owns the
// processes and the connections; what a call says is in package cross, and which functions there are only
// the programs know.
//
// A worker is started when it is called first, or by [Worker.Start]; one that has died is started again by
// the next call. Each call that is under way has a connection of its own, so any number of goroutines may
// call at once: a pair of connected sockets, of which the worker is sent one through its control socket.
// There is nothing in the file system, and a worker ends when its control socket is closed, which is when
// this process ends, however that comes about.
package worker
