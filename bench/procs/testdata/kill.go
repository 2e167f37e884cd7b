// Kill ends a process of a pool by signal 9 in the middle of its call, again and again, and times how long it
// takes until the call has its error and until the next call has its result. The pool's other process makes one
// call over all that time.
package main

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"syscall"
	"time"
	"weft/procs"
)

// endless says where it runs and never returns.
func endless(started *procs.Queue[int]) int {
	started.Put(os.Getpid())
	for {
		time.Sleep(time.Hour)
	}
}

// patient works until it is told to stop, and returns its process.
func patient(stop *procs.Queue[int]) int {
	stop.Get()
	return os.Getpid()
}

func square(n int) int { return n * n }

func main() {
	times, _ := strconv.Atoi(os.Getenv("BENCH_TIMES"))
	pool := procs.NewPool(2)
	defer pool.Close()
	stop := procs.NewQueue[int](1)
	beside := procs.ApplyAsync(pool, patient, stop)
	for i := range times {
		started := procs.NewQueue[int](1)
		call := procs.ApplyAsync(pool, endless, started)
		pid, _ := started.Get()
		start := time.Now()
		syscall.Kill(pid, syscall.SIGKILL)
		_, err := call.Get()
		failed := time.Since(start)
		var crash *procs.CrashError
		if !errors.As(err, &crash) || crash.PID != pid || crash.Signal != syscall.SIGKILL {
			panic(fmt.Sprint("the killed call: ", err))
		}
		if n, err := procs.Apply(pool, square, i); n != i*i || err != nil {
			panic(fmt.Sprint("the next call: ", n, err))
		}
		fmt.Println(1, failed.Nanoseconds())
		fmt.Println(2, time.Since(start).Nanoseconds())
	}
	stop.Close()
	if pid, err := beside.Get(); err != nil {
		panic(fmt.Sprint("the call beside: ", pid, err))
	}
}
