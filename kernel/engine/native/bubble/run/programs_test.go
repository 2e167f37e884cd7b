package run_test

import (
	"fmt"
	"io"
	"net"
	"os"
	"runtime"
	stdsync "sync"
	"sync/atomic"
	"time"

	sync "weft/kernel/engine/native/bubble/dsync"
	"weft/kernel/engine/native/bubble/run"
)

// The programs are what learners write, with what runs them in tests. Lines are found by their comments.

var (
	outside    = make(chan int)
	adopted    = make(chan int)
	service    = newWorker()
	stdGroup   stdsync.WaitGroup
	ownGroup   sync.WaitGroup
	abba, baab sync.Mutex
)

func programs() map[string]func() {
	return map[string]func(){
		"returns":   func() { time.Sleep(time.Second) },
		"own group": func() { ownGroup.Go(func() { time.Sleep(time.Hour) }); ownGroup.Wait() },
		"panics":    func() { time.Sleep(time.Second); panic(fmt.Errorf("boom")) }, // panics
		"exits": func() {
			go func() { time.Sleep(time.Second); fmt.Println("after") }()
			runtime.Goexit()
		},
		"exits, deadlock": func() {
			go func() { time.Sleep(time.Second); <-make(chan int) }()
			runtime.Goexit()
		},
		"crossed locks":     crossed,
		"locked twice":      func() { var mu sync.Mutex; mu.Lock(); mu.Lock() },
		"recursive reading": recursive,
		"waits for nobody":  func() { time.Sleep(time.Second); <-make(chan int) },
		"group too high":    func() { var wg sync.WaitGroup; wg.Add(2); wg.Go(func() {}); wg.Wait() },
		"nil channel":       func() { var c chan int; c <- 1 },
		"leak": func() {
			c := make(chan int)
			for range 3 {
				go func() { c <- 1 }() // leaks
			}
			<-c
		},
		"leak by group": func() {
			var wg sync.WaitGroup
			wg.Go(func() { time.Sleep(time.Hour) }) // started
		},
		"ticker for ever": func() {
			go func() {
				for range time.Tick(time.Second) {
					runtime.Gosched()
				}
			}()
			<-make(chan int)
		},
		"late":             func() { time.Sleep(101 * time.Hour) },
		"late deadlock":    func() { time.Sleep(101 * time.Hour); <-make(chan int) },
		"panics late":      func() { time.Sleep(101 * time.Hour); panic("boom") },
		"panics, late end": func() { go time.Sleep(101 * time.Hour); panic("boom") },
		"busy":             func() { var b atomic.Bool; go func() { time.Sleep(time.Second); b.Store(true) }(); poll(&b) },
		"busy after": func() {
			go func() {
				for {
					runtime.Gosched()
				}
			}()
		},
		"panics, busy": func() {
			go func() {
				for {
					runtime.Gosched()
				}
			}()
			panic("boom")
		},
		"outside channel": func() { <-outside },
		"adopted channel": func() {
			go func() { time.Sleep(time.Hour); adopted <- 1 }()
			<-adopted
			service.ask("x")
		},
		"adopted deadlock": func() { <-service.byName["x"].answers },
		"standard group":   func() { stdGroup.Add(1); stdGroup.Wait() },
		"network":          network,
		"pipe":             func() { r, w, _ := os.Pipe(); defer w.Close(); io.ReadFull(r, make([]byte, 1)) },
		"two writers":      twoWriters,
		"exit":             func() { os.Exit(3) },
		"fatal":            func() { new(sync.Mutex).Unlock() },
		"other panic":      func() { go func() { panic("elsewhere") }(); time.Sleep(time.Second) },
	}
}

func crossed() {
	var wg sync.WaitGroup
	wg.Go(func() {
		abba.Lock() // first takes a
		time.Sleep(time.Second)
		baab.Lock() // first wants b
	})
	wg.Go(func() {
		baab.Lock() // second takes b
		time.Sleep(time.Second)
		abba.Lock() // second wants a
	})
	wg.Wait()
}

func recursive() {
	var rw sync.RWMutex
	rw.RLock() // reads
	go func() { rw.Lock() }()
	time.Sleep(time.Second)
	rw.RLock() // reads again
}

func poll(b *atomic.Bool) {
	for !b.Load() { // polls
	}
}

func network() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	defer l.Close()
	l.Accept() // accepts
}

func twoWriters() {
	r, w := io.Pipe()
	for range 2 {
		go w.Write([]byte("x"))
	}
	time.Sleep(time.Second)
	io.ReadFull(r, make([]byte, 2))
}

// A worker has channels in places that are hard to reach.
type worker struct {
	byName map[string]*worker
	*worker
	questions, answers chan string
	any                any
	timer              *time.Timer
}

func newWorker() *worker {
	w := &worker{byName: map[string]*worker{}, any: []any{make(chan bool)}, timer: time.NewTimer(time.Hour)}
	w.worker = w
	w.byName["x"] = &worker{worker: w, questions: make(chan string), answers: make(chan string, 1)}
	return w
}

func (w *worker) ask(name string) {
	x := w.byName[name]
	go func() {
		x.answers <- <-x.questions
		w.any.([]any)[0].(chan bool) <- true
	}()
	time.Sleep(time.Hour)
	x.questions <- "?"
	time.Sleep(time.Hour)
	<-w.any.([]any)[0].(chan bool)
	<-x.answers
}

func init() { run.Adopt(&adopted, &service, &ownGroup) }
