// The scheduler: Gosched, NumGoroutine, GOMAXPROCS, locked order of handed-over tokens.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"time"
)

func pingPong(n int) (log string) {
	ping, pong := make(chan int), make(chan int)
	var wg sync.WaitGroup
	wg.Add(2)
	player := func(name byte, in <-chan int, out chan<- int) {
		defer wg.Done()
		for ball := range in {
			log += fmt.Sprintf("%c%d ", name, ball)
			if ball == n {
				close(out)
				return
			}
			out <- ball + 1
		}
		if out != nil {
			defer func() { recover() }()
			close(out)
		}
	}
	go player('A', ping, pong)
	go player('B', pong, ping)
	ping <- 1
	wg.Wait()
	return log
}

func ring(n, laps int) int {
	first := make(chan int)
	in := first
	for i := 0; i < n; i++ {
		out := make(chan int)
		go func(in <-chan int, out chan<- int) {
			for v := range in {
				out <- v + 1
			}
			close(out)
		}(in, out)
		in = out
	}
	v := 0
	for i := 0; i < laps; i++ {
		first <- v
		v = <-in
	}
	close(first)
	for range in {
	}
	return v
}

func settle(want int) int {
	for runtime.NumGoroutine() > want {
		time.Sleep(time.Millisecond)
	}
	return runtime.NumGoroutine()
}

func main() {
	before := runtime.NumGoroutine()
	fmt.Println(pingPong(6), settle(before)-before)
	stop := make(chan bool)
	for i := 0; i < 10; i++ {
		go func() { <-stop }()
	}
	fmt.Println(runtime.NumGoroutine() - before)
	close(stop)
	fmt.Println(settle(before) - before)
	fmt.Println(ring(20, 5))
	old := runtime.GOMAXPROCS(1)
	fmt.Println(old >= 1, runtime.GOMAXPROCS(old), runtime.NumCPU() >= 1)
	ready := false
	var mu sync.Mutex
	go func() {
		mu.Lock()
		ready = true
		mu.Unlock()
	}()
	spins := 0
	for {
		mu.Lock()
		ok := ready
		mu.Unlock()
		if ok {
			break
		}
		spins++
		runtime.Gosched()
	}
	fmt.Println("ready", spins >= 0)
	turn := make([]chan bool, 3)
	for i := range turn {
		turn[i] = make(chan bool, 1)
	}
	var wg sync.WaitGroup
	for i := range turn {
		wg.Add(1)
		go func(id int) {
			defer wg.Done()
			for k := 0; k < 3; k++ {
				<-turn[id]
				fmt.Print(id, k, " ")
				turn[(id+1)%len(turn)] <- true
			}
		}(i)
	}
	turn[0] <- true
	wg.Wait()
	fmt.Println()
	fmt.Println(runtime.GOOS != "", runtime.Version() != "")
}
