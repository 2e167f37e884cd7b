// A service that stops when it gets a signal: it finishes what it has begun.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"sync"
	"syscall"
)

type Service struct {
	name    string
	tasks   chan func() string
	wg      sync.WaitGroup
	mu      sync.Mutex
	results []string
}

func NewService(name string, workers int) *Service {
	s := &Service{name: name, tasks: make(chan func() string, 16)}
	for i := 0; i < workers; i++ {
		s.wg.Add(1)
		go s.work()
	}
	return s
}

func (s *Service) work() {
	defer s.wg.Done()
	for task := range s.tasks {
		r := task()
		s.mu.Lock()
		s.results = append(s.results, r)
		s.mu.Unlock()
	}
}

func (s *Service) Shutdown() int {
	close(s.tasks)
	s.wg.Wait()
	return len(s.results)
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	sigs := make(chan os.Signal, 1)
	signal.Notify(sigs, syscall.SIGUSR1)
	defer signal.Stop(sigs)

	s := NewService("printer", 2)
	for i := range 5 {
		s.tasks <- func() string { return fmt.Sprintf("%s#%d", s.name, i) }
	}
	self, _ := os.FindProcess(os.Getpid())
	self.Signal(syscall.SIGUSR1)
	fmt.Println("got", <-sigs)
	self.Signal(syscall.SIGTERM)
	<-ctx.Done()
	fmt.Println("stopping:", ctx.Err())
	fmt.Println("finished", s.Shutdown(), "tasks")
	defer func() {
		fmt.Println("too late:", recover())
	}()
	s.tasks <- func() string { return "late" }
}
