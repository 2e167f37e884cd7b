package schedule_test

import (
	"slices"
	"testing"

	dsync "weft/kernel/engine/native/bubble/dsync"
	"weft/kernel/engine/native/bubble/run"
	"weft/kernel/engine/native/bubble/schedule"
)

// withdraw looks at a balance of 100 under one lock and takes 60 under another, three times.
func withdraw(balance *int) func() {
	return func() {
		*balance = 100
		var mu dsync.Mutex
		var wg dsync.WaitGroup
		for range 3 {
			wg.Go(func() {
				mu.Lock()
				ok := *balance >= 60
				mu.Unlock()
				if ok {
					mu.Lock()
					*balance -= 60
					mu.Unlock()
				}
			})
		}
		wg.Wait()
	}
}

func under(t testing.TB, seed uint64, events int) (int, []schedule.Event) {
	s := schedule.New(seed, schedule.Options{Events: events})
	balance := 0
	out, err := run.Func(run.Options{Hooks: s.Hooks()}, withdraw(&balance))
	if err != nil || out.End != run.Returned {
		t.Fatal(err, out.Explain())
	}
	list, _ := s.Events()
	return balance, list
}

// TestFinds holds that a bug which needs an unlucky schedule is found, and found again by its seed, also
// beside goroutines that keep the processors busy.
func TestFinds(t *testing.T) {
	skipRacing(t)
	stop := make(chan struct{})
	defer close(stop)
	for range 2 {
		go func() {
			for {
				select {
				case <-stop:
					return
				//lint:ignore SA5004 it spins to load the machine
				default:
				}
			}
		}()
	}
	wrong := 0
	for seed := range uint64(2000) {
		got, events := under(t, seed, 100)
		if got != 40 {
			wrong++
		}
		if seed < 100 {
			again, same := under(t, seed, 100)
			if again != got || !slices.Equal(events, same) {
				t.Fatalf("seed %d: %d, then %d\n%v\n%v", seed, got, again, events, same)
			}
		}
	}
	if wrong < 200 {
		t.Errorf("%d of 2000 schedules show the bug", wrong)
	}
}

// skipRacing skips where the race detector is compiled in, and holds that a schedule is refused there.
func skipRacing(t *testing.T) {
	_, err := run.Func(run.Options{Hooks: schedule.New(1, schedule.Options{}).Hooks()}, func() {})
	if (err != nil) != racing {
		t.Fatalf("with the race detector: %v, error %v", racing, err)
	}
	if racing {
		t.Skip("schedules and the race detector exclude each other")
	}
}

func BenchmarkSchedules(b *testing.B) {
	seed := uint64(0)
	for b.Loop() {
		under(b, seed, 0)
		seed++
	}
}
