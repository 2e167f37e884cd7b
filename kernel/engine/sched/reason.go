package sched

// A Reason is why a goroutine waits, runtime.waitReason.
type Reason uint8

// others are the reasons that only another goroutine can end, as the run time's stack dumps call them. All
// channels count, those of timers too: who relies on it asks for the timers as well. "semacquire" does not: the run
// time's own locks, such as that of the collector, are among them.
var others = map[Reason]string{
	15: "chan receive (nil chan)",
	16: "chan send (nil chan)",
	17: "select (no cases)",
	18: "select",
	19: "chan receive",
	20: "chan send",
	21: "sync.Cond.Wait",
	22: "sync.Mutex.Lock",
	23: "sync.RWMutex.RLock",
	24: "sync.RWMutex.Lock",
	25: "sync.WaitGroup.Wait",
	38: "coroutine",
}

// idleReasons are those of the run time's own goroutines that run functions of programs: they have none to run.
var idleReasons = map[Reason]string{10: "finalizer wait", 46: "cleanup wait"}

// byOthers is others as a table.
var byOthers = func() (t [256]bool) {
	for r := range others {
		t[r] = true
	}
	return t
}()

// ByOthers reports whether only another goroutine can end the wait.
func (r Reason) ByOthers() bool { return byOthers[r] }

// ByCaller reports whether it is the goroutine of an iter.Pull, which waits for next or stop to be called.
func (r Reason) ByCaller() bool { return r == 38 }

// ByNetwork reports whether the wait is for the network, a pipe, or another file that the run time's poller knows.
func (r Reason) ByNetwork() bool { return r == 2 }

// String is the reason in a stack dump, "" for those that something else can end.
func (r Reason) String() string { return others[r] }

// Forever reports whether nothing at all can end the wait.
func (r Reason) Forever() bool { return r >= 15 && r <= 17 }
