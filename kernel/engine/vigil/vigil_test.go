package vigil

import (
	"testing"
	"testing/synctest"
	"time"

	"weft/kernel/leaks"
)

func TestMain(m *testing.M) { leaks.Main(m) }

func TestAfterFunc(t *testing.T) {
	for _, tt := range []struct {
		name string
		d    time.Duration
		stop time.Duration // 0: never
		want time.Duration // 0: not called
	}{
		{"over", time.Second, 0, time.Second},
		{"stopped", time.Second, 990 * time.Millisecond, 0},
		{"stopped at once", time.Second, 1, 0},
		{"stopped when it is over", time.Second, 2 * time.Second, time.Second},
		{"shorter than a look", 1, 0, looks},
		{"none", 0, 0, looks},
		{"negative", -time.Second, 0, looks},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				begun, called := time.Now(), []time.Duration(nil)
				timer := AfterFunc(tt.d, func() { called = append(called, time.Since(begun)) })
				if tt.stop > 0 {
					time.Sleep(tt.stop)
					timer.Stop()
					timer.Stop()
				}
				time.Sleep(time.Minute)
				synctest.Wait()
				if tt.want == 0 && len(called) > 0 || tt.want > 0 && (len(called) != 1 || called[0] != tt.want) {
					t.Errorf("called after %v, want %v", called, tt.want)
				}
			})
		})
	}
}

// TestStandstill: however late a look comes, it is one look.
func TestStandstill(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		called := false
		timer := AfterFunc(time.Second, func() { called = true })
		timer.Stop()
		timer.left = looks
		for n := 1; n <= looks; n++ {
			time.Sleep(time.Hour)
			timer.look(24 * time.Hour)
			if called != (n == looks) {
				t.Errorf("called at look %d of %d: %v", n, looks, called)
			}
		}
		timer.look(time.Hour) // one that had begun already
		time.Sleep(48 * time.Hour)
	})
}

func TestAfter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begun := time.Now()
		over, stop := After(time.Second)
		defer stop()
		<-over
		if passed := time.Since(begun); passed != time.Second {
			t.Errorf("over after %s, want 1s", passed)
		}
		over, stop = After(time.Second)
		stop()
		time.Sleep(time.Minute)
		select {
		case <-over:
			t.Error("over, though it has been stopped")
		default:
		}
	})
}

func TestClock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := Clock{Most: time.Second}
		time.Sleep(time.Hour)
		for i, tt := range []struct{ step, want time.Duration }{
			{time.Hour, 0}, // the first
			{0, 0},
			{time.Millisecond, time.Millisecond},
			{time.Second, 1001 * time.Millisecond},
			{time.Hour, 2001 * time.Millisecond},
			{time.Microsecond, 2001001 * time.Microsecond},
		} {
			time.Sleep(tt.step)
			if got := c.Now(); got != tt.want {
				t.Errorf("reading %d is %s, want %s", i, got, tt.want)
			}
		}
	})
}
