package leaks

import (
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestFind(t *testing.T) {
	release := make(chan bool)
	go stay(release)
	if err := find(0); err == nil || !strings.Contains(err.Error(), "leaks.stay") {
		t.Errorf("a goroutine that stays: %v", err)
	}
	if err := find(0, Before()); err != nil {
		t.Errorf("it was there before: %v", err)
	}
	if err := find(0, goleak.IgnoreAnyFunction("weft/kernel/leaks.stay")); err != nil {
		t.Errorf("it is allowed for: %v", err)
	}
	close(release)
	None(t)
}

// What ends later than goleak would wait is no leak.
func TestFindIsPatient(t *testing.T) {
	release := make(chan bool)
	go stay(release)
	time.AfterFunc(time.Second, func() { close(release) })
	None(t)
}

func stay(release chan bool) { <-release }
