package main

func work() int {
	ping, pong := make(chan int), make(chan int)
	go func() {
		for v := range ping {
			pong <- v + 1
		}
		close(pong)
	}()
	n := 0
	for i := 0; i < 5000; i++ {
		ping <- n
		n = <-pong
	}
	close(ping)
	<-pong
	return n
}
