// Package procs starts functions in processes of their own and lets these processes share values. Learners
// import it as weft/procs.
//
// # Processes
//
// [Start] runs a declared function in another process. Nothing is shared with it: its arguments are values that
// are encoded here and decoded there, and variables of the program are those of a program that has just begun.
//
//	p := procs.Start(forecast, station)
//	fmt.Println(p.PID())
//	err := p.Wait() // nil, or a *CrashError if forecast did not return
//
// A [Pool] keeps processes for many calls: [Map], [Apply], [ApplyAsync], [AsCompleted]. A process that panics,
// calls os.Exit, is killed or runs out of memory is an error of its own call; the pool starts another one.
//
// # What processes share
//
// A [Queue], the ends of a [Pipe], a [SharedArray], a [SharedCounter], a [Lock] and a [Semaphore] are arguments
// like others, and stay what they are on the other side. They cross as arguments only. Everything else
// crosses by value: numbers, strings, arrays, slices, maps, structs with all their fields, pointers (which keep
// their identity within one call or message), errors as their text, and a few types of the standard
// library that encode themselves, such as time.Time. Channels, functions, locks of package sync and other
// interfaces do not cross; a notebook refuses them before anything runs.
//
// # How it is made
//
// A process is the same program again, told by [Variable] to serve one caller over a socket (see wire.go). In a
// notebook, generated code calls [Serve] and the host says which program that is ([Connect]). What is shared
// lies in memory that is mapped by several processes; descriptors travel with the arguments. Whoever has to
// wait reads a byte from a pipe, so that a wait costs no thread, and can end with a context.
//
// A process ends when the one that started it does, however that comes about. What a killed process held is
// given back: locks and permits are free again, and a half-written message was never there.
//
// The package imports nothing of weft and is compiled into cells, so it imports little. Processes need Linux
// or macOS; elsewhere every operation fails with [ErrUnsupported]. Function, Serve, Spawn, Args, Ring, Words,
// Task, Feed, Host, Connect, Reader, Writer and Shape are for generated code and for the program that runs notebooks.
package procs
