// Program misuse does the one wrong thing that its argument names. It is built against two packages sync.
package main

import (
	"fmt"
	"os"
	"reflect"
	"runtime"
	"sync"
)

func main() {
	runtime.GOMAXPROCS(1)
	f := map[string]func(){
		"unlock":          func() { new(sync.Mutex).Unlock() },
		"unlock, recover": func() { defer func() { recover() }(); new(sync.Mutex).Unlock() },
		"unlock twice":    func() { m := new(sync.Mutex); m.Lock(); m.Unlock(); m.Unlock() },
		"rw unlock":       func() { new(sync.RWMutex).Unlock() },
		"rw runlock":      func() { new(sync.RWMutex).RUnlock() },
		"rw runlock of a writer": func() {
			m := new(sync.RWMutex)
			m.Lock()
			m.RUnlock()
		},
		"rw unlock of a reader": func() {
			m := new(sync.RWMutex)
			m.RLock()
			m.Unlock()
		},
		"rlocker unlock":   func() { new(sync.RWMutex).RLocker().Unlock() },
		"negative counter": func() { new(sync.WaitGroup).Done() },
		"counter overflow": func() { wg := new(sync.WaitGroup); wg.Add(1 << 30); wg.Add(1 << 30) },
		"group reused":     reuse,
		"go panics":        func() { wg := new(sync.WaitGroup); wg.Go(func() { panic("boom") }); wg.Wait() },
		"go exits": func() {
			wg := new(sync.WaitGroup)
			wg.Go(func() { runtime.Goexit() })
			wg.Wait()
			fmt.Println("done")
		},
		"cond copied": func() {
			c := sync.NewCond(new(sync.Mutex))
			c.Signal()
			d := reflect.New(reflect.TypeOf(*c))
			d.Elem().Set(reflect.ValueOf(c).Elem())
			d.Interface().(*sync.Cond).Signal()
		},
		"cond without the lock": func() { sync.NewCond(new(sync.Mutex)).Wait() },
		"once func panics":      func() { sync.OnceFunc(func() { panic("boom") })() },
		"once func exits": func() {
			f := sync.OnceFunc(runtime.Goexit)
			defer fmt.Println("deferred")
			f()
		},
		"nil once":          func() { sync.OnceValue[int](nil)() },
		"deadlock by once":  func() { var o sync.Once; o.Do(func() { o.Do(func() {}) }) },
		"deadlock by mutex": func() { var m sync.Mutex; m.Lock(); m.Lock() },
		"deadlock by group": func() { var wg sync.WaitGroup; wg.Add(1); wg.Wait() },
		"map of uncomparable": func() {
			var m sync.Map
			m.Store(1, []int{})
			m.CompareAndSwap(1, []int{}, 2)
		},
		"once panics, then counts as done": func() {
			var o sync.Once
			func() {
				defer func() { fmt.Println("recovered", recover()) }()
				o.Do(func() { panic("boom") })
			}()
			o.Do(func() { fmt.Println("again") })
		},
	}[os.Args[1]]
	f()
}

// reuse adds to a group before the one who waited for it has woken up: with one processor it cannot.
func reuse() {
	var wg sync.WaitGroup
	wg.Add(1)
	done := make(chan bool)
	go func() {
		wg.Wait()
		close(done)
	}()
	for range 10 {
		runtime.Gosched()
	}
	wg.Done()
	wg.Add(1)
	<-done
}
