package display

import (
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"weft/kernel/leaks"
)

func TestProgressState(t *testing.T) {
	for _, tt := range []struct {
		s    progressState
		want string
	}{
		{progressState{"stations", 0, 12, 0, false}, "stations ░░░░░░░░░░░░░░░░░░░░ 0/12 0% 0.0s"},
		{progressState{"stations", 37, 100, 1200 * time.Millisecond, false}, "stations ███████░░░░░░░░░░░░░ 37/100 37% 1.2s, about 2.0s left"},
		{progressState{"stations", 100, 100, 3 * time.Second, true}, "stations ████████████████████ 100/100 100% 3.0s"},
		{progressState{"", 1, 2, time.Second, true}, "██████████░░░░░░░░░░ 1/2 50% 1.0s stopped"},
		{progressState{"lines", 7, 0, time.Second, false}, "lines 7 in 1.0s"},
		{progressState{"over", 3, 2, time.Second, true}, "over ████████████████████ 3/2 100% 1.0s"},
		{progressState{"under", -1, 2, time.Second, false}, "under ░░░░░░░░░░░░░░░░░░░░ -1/2 0% 1.0s"},
	} {
		if got := tt.s.text(); got != tt.want {
			t.Errorf("text of %+v =\n%s, want\n%s", tt.s, got, tt.want)
		}
		if words := plainHTML(tt.s.html()); !strings.HasSuffix(words, tt.s.words()) {
			t.Errorf("HTML of %+v says %q, want %q at the end", tt.s, words, tt.s.words())
		}
	}
	if got := (progressState{label: "<b>"}).html(); strings.Contains(got, "<b>") {
		t.Errorf("the label is not escaped: %s", got)
	}
}

func TestProgressIsUpdatedTenTimesASecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := &recorder{}
		connect(t, r)
		bar := Progress(1000, "stations")
		for range 1000 {
			time.Sleep(time.Millisecond)
			bar.Add(1)
		}
		bar.Done()
		bar.Add(1)
		synctest.Wait()
		lines := r.got()
		if len(lines) < 9 || len(lines) > 12 {
			t.Errorf("%d outputs in 1 s, want about 11", len(lines))
		}
		for i := 1; i < len(r.times)-1; i++ {
			if gap := r.times[i].Sub(r.times[i-1]); gap < progressEvery {
				t.Errorf("outputs %d and %d are %v apart, want at least %v", i-1, i, gap, progressEvery)
			}
		}
		if got, want := lines[len(lines)-1], "update new: stations ████████████████████ 1000/1000 100% 1.0s"; got != want {
			t.Errorf("last output = %q, want %q", got, want)
		}
	})
}

func TestProgressShowsAStalledState(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := &recorder{}
		connect(t, r)
		bar := Progress(4, "")
		bar.Add(1)
		bar.Set(2)
		time.Sleep(time.Hour)
		if got := r.got(); len(got) != 2 || !strings.Contains(got[1], "2/4 50%") {
			t.Errorf("outputs %q, want the start and 2/4", got)
		}
		bar.Done()
		bar.Done()
		if got := r.got(); len(got) != 3 || !strings.HasSuffix(got[2], "2/4 50% 3600.0s stopped") {
			t.Errorf("outputs %q, want one more that says stopped", got)
		}
	})
}

func TestProgressOfManyGoroutinesEndsRight(t *testing.T) {
	defer leaks.None(t)
	for range 20 {
		r := &recorder{slow: time.Microsecond}
		Connect(r)
		bar := Progress(400, "stations")
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				for range 50 {
					bar.Add(1)
				}
			})
		}
		wg.Wait()
		bar.Done()
		got := r.got()
		last := got[len(got)-1]
		if !strings.Contains(last, "400/400 100%") {
			t.Errorf("last output = %q, want 400/400", last)
		}
	}
	Connect(nil)
}
