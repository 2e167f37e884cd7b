// Program races runs the scenario that its argument names under the race detector: those that begin with
// "clean" have no data race, the others have one. It is built against two packages sync.
package main

import (
	"os"
	"sync"
	"time"
)

var x, y int

// both runs f and g at once, f's first half before g's by the clock but not by any synchronization.
func both(f, g func()) {
	done := make(chan bool, 2)
	go func() { f(); done <- true }()
	go func() { time.Sleep(20 * time.Millisecond); g(); done <- true }()
	<-done
	<-done
}

func main() {
	var mu, other sync.Mutex
	var rw sync.RWMutex
	var wg, wg2 sync.WaitGroup
	var once sync.Once
	var m sync.Map
	cond := sync.NewCond(&mu)
	pool := sync.Pool{}
	inc := func() { x++ }
	with := func(l sync.Locker, f func()) func() { return func() { l.Lock(); f(); l.Unlock() } }
	read := func() { y = x }
	look := func() { _ = x }
	f := map[string]func(){
		"clean mutex": func() { both(with(&mu, inc), with(&mu, inc)) },
		"clean trylock": func() {
			both(with(&mu, inc), func() {
				for !mu.TryLock() {
					time.Sleep(time.Millisecond)
				}
				inc()
				mu.Unlock()
			})
		},
		"clean mutex waits":  func() { both(with(&mu, func() { inc(); time.Sleep(60 * time.Millisecond); inc() }), with(&mu, inc)) },
		"clean writers":      func() { both(with(&rw, inc), with(&rw, inc)) },
		"clean writers wait": func() { both(with(&rw, func() { inc(); time.Sleep(60 * time.Millisecond); inc() }), with(&rw, inc)) },
		"clean write, read":  func() { both(with(&rw, inc), with(rw.RLocker(), look)) },
		"clean read, write":  func() { both(with(rw.RLocker(), look), with(&rw, inc)) },
		"clean read waits, write": func() {
			both(with(rw.RLocker(), func() { look(); time.Sleep(60 * time.Millisecond); look() }), with(&rw, inc))
		},
		"clean write waits, read": func() {
			both(with(&rw, func() { inc(); time.Sleep(60 * time.Millisecond); inc() }), with(rw.RLocker(), look))
		},
		"clean try read": func() {
			both(with(&rw, inc), func() {
				for !rw.TryRLock() {
					time.Sleep(time.Millisecond)
				}
				look()
				rw.RUnlock()
			})
		},
		"clean try write": func() {
			both(with(&rw, inc), func() {
				for !rw.TryLock() {
					time.Sleep(time.Millisecond)
				}
				inc()
				rw.Unlock()
			})
		},
		"clean group": func() { wg.Go(inc); wg.Wait(); inc() },
		"clean group add": func() {
			wg.Add(2)
			go func() { inc(); wg.Done() }()
			go func() { y++; wg.Done() }()
			wg.Wait()
			inc()
			y++
		},
		"clean group slow": func() { wg.Go(func() { time.Sleep(30 * time.Millisecond); inc() }); wg.Wait(); inc() },
		"clean once":       func() { both(func() { once.Do(inc); look() }, func() { once.Do(inc); look() }) },
		"clean once waits": func() {
			slow := func() { inc(); time.Sleep(60 * time.Millisecond); inc() }
			both(func() { once.Do(slow); look() }, func() { once.Do(slow); look() })
		},
		"clean once value": func() {
			v := sync.OnceValue(func() *int { inc(); return &x })
			both(func() { _ = *v() }, func() { _ = *v() })
		},
		"clean cond": func() {
			ready := false
			both(func() {
				mu.Lock()
				for !ready {
					cond.Wait()
				}
				inc()
				mu.Unlock()
			},
				func() { inc2 := with(&mu, func() { inc(); ready = true }); inc2(); cond.Broadcast() })
		},
		"clean map": func() {
			both(func() { inc(); m.Store(1, 1) }, func() {
				for {
					if _, ok := m.Load(1); ok {
						break
					}
					time.Sleep(time.Millisecond)
				}
				inc()
			})
		},
		"clean pool": func() {
			both(func() { pool.Put(new(int)) }, func() {
				if p, _ := pool.Get().(*int); p != nil {
					*p++
				}
			})
		},

		"no lock":                  func() { both(inc, inc) },
		"two locks":                func() { both(with(&mu, inc), with(&other, inc)) },
		"after unlock":             func() { both(func() { mu.Lock(); mu.Unlock(); inc() }, with(&mu, inc)) },
		"before lock":              func() { both(func() { mu.Lock(); mu.Unlock(); inc() }, func() { inc(); mu.Lock(); mu.Unlock() }) },
		"readers write":            func() { both(with(rw.RLocker(), inc), with(rw.RLocker(), inc)) },
		"readers, unlocked writer": func() { both(with(rw.RLocker(), look), inc) },
		"failed trylock": func() {
			both(func() { mu.Lock(); inc(); time.Sleep(60 * time.Millisecond); mu.Unlock() }, func() {
				if mu.TryLock() {
					panic("locked")
				}
				read()
			})
		},
		"failed try read": func() {
			both(func() { rw.Lock(); inc(); time.Sleep(60 * time.Millisecond); rw.Unlock() }, func() {
				if rw.TryRLock() {
					panic("locked")
				}
				read()
			})
		},
		"failed try write": func() {
			both(func() { rw.Lock(); inc(); time.Sleep(60 * time.Millisecond); rw.Unlock() }, func() {
				if rw.TryLock() {
					panic("locked")
				}
				read()
			})
		},
		"reader after reader": func() {
			both(func() { rw.RLock(); inc(); rw.RUnlock() }, func() { rw.RLock(); read(); rw.RUnlock() })
		},
		"waiting side by side": func() {
			mu.Lock()
			go func() { time.Sleep(60 * time.Millisecond); mu.Unlock() }()
			both(func() { inc(); mu.Lock(); mu.Unlock() }, func() { inc(); mu.Lock(); mu.Unlock() })
		},
		"add without wait":  func() { wg.Add(2); both(func() { wg.Add(1); inc() }, func() { wg.Add(1); inc() }) },
		"after done":        func() { wg.Add(1); both(func() { wg.Done(); inc() }, func() { wg.Wait(); inc() }) },
		"done side by side": func() { wg.Add(2); both(func() { inc(); wg.Done() }, func() { inc(); wg.Done() }) },
		"wait and add": func() {
			both(func() { wg.Add(1); time.Sleep(60 * time.Millisecond); wg.Done() }, func() { wg.Wait() })
		},
		"other group":    func() { wg.Add(1); both(func() { inc(); wg.Done() }, func() { wg2.Wait(); inc() }) },
		"before once":    func() { both(func() { once.Do(func() {}); inc() }, func() { once.Do(func() {}); inc() }) },
		"signal only":    func() { both(func() { inc(); cond.Signal() }, func() { cond.Signal(); inc() }) },
		"mutex replaced": func() { both(with(&mu, func() {}), func() { replace(&mu) }) },
	}[os.Args[1]]
	f()
}

func replace(mu *sync.Mutex) { *mu = sync.Mutex{} }
