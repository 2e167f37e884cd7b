// End starts processes that never end by themselves, one of them below another one, prints their numbers, and
// ends as it is told.
package main

import (
	"fmt"
	"os"
	"syscall"
	"weft/procs"
)

func endless(started *procs.Queue[int]) {
	started.Put(os.Getpid())
	select {}
}

func endlessCall(started *procs.Queue[int]) int {
	started.Put(os.Getpid())
	for {
	}
}

func parent(started *procs.Queue[int]) {
	procs.Start(endless, started)
	started.Put(os.Getpid())
	select {}
}

func main() {
	started := procs.NewQueue[int](4)
	procs.Start(endless, started)
	procs.Start(parent, started)
	pool := procs.NewPool(2)
	call := procs.ApplyAsync(pool, endlessCall, started)
	for range 4 {
		pid, _ := started.Get()
		fmt.Println(0, pid)
	}
	fmt.Println("ready")
	switch os.Getenv("BENCH_END") {
	case "return":
	case "panic":
		panic("no tide")
	case "exit":
		os.Exit(3)
	case "kill -9 of itself":
		syscall.Kill(os.Getpid(), syscall.SIGKILL)
	default: // by a signal from outside
		call.Get()
	}
}
