package main

func work() int {
	a, b, done := make(chan int), make(chan int), make(chan bool)
	feed := func(c chan int) {
		for i := 0; i < 2000; i++ {
			c <- i
		}
		done <- true
	}
	go feed(a)
	go feed(b)
	sum, ended := 0, 0
	for ended < 2 {
		select {
		case v := <-a:
			sum += v
		case v := <-b:
			sum -= v
		case <-done:
			ended++
		}
	}
	return sum
}
