package run

import (
	"reflect"
	"testing"
	"testing/synctest"
	"time"
	"unsafe"
)

// TestLayout finds out anew where the run time keeps a bubble and its time.
func TestLayout(t *testing.T) {
	if err := Supported(); err != nil {
		t.Fatalf("%v: run this test with the new release, correct the offsets and the name in clock.go", err)
	}
	var ch chan int
	var found reflect.Value
	func() {
		defer func() { found = reflect.ValueOf(recover()).FieldByName("bubble") }()
		synctest.Test(&testing.T{}, func(*testing.T) {
			ch = make(chan int)
			time.Sleep(time.Second)
			<-ch
		})
	}()
	now, ok := found.Type().Elem().FieldByName("now")
	if !ok || now.Offset != clockOfBubble {
		t.Errorf("the time is at %d of a bubble, want %d", now.Offset, clockOfBubble)
	}
	if got := found.Elem().FieldByName("now").Int() - epoch; got != int64(time.Second) {
		t.Errorf("the bubble ended at %d", got)
	}
	h := *(*unsafe.Pointer)(unsafe.Pointer(&ch))
	if at := *(*uintptr)(unsafe.Add(h, bubbleOfChan)); at != found.Pointer() {
		t.Errorf("the bubble is not at %d of a channel", bubbleOfChan)
	}
}

// TestChanLayout holds what adopt relies on: no timer and no waiters are zeros, and others are not.
func TestChanLayout(t *testing.T) {
	at := func(ch any, offset uintptr) uintptr {
		return *(*uintptr)(unsafe.Add(reflect.ValueOf(ch).UnsafePointer(), offset))
	}
	timer := time.NewTimer(time.Hour)
	if at(timer.C, timerOfChan) == 0 || at(make(chan int, 3), timerOfChan) != 0 {
		t.Error("timers' channels are not told from others")
	}
	for i, op := range []func(chan int){func(c chan int) { <-c }, func(c chan int) { c <- 1 }} {
		synctest.Test(t, func(t *testing.T) {
			c := make(chan int)
			go op(c)
			synctest.Wait()
			for k := range 4 {
				if waits := at(c, uintptr(waitersOfChan+8*k)) != 0; waits != (k/2 == i) {
					t.Errorf("waiter %d: word %d set: %v", i, k, waits)
				}
			}
			select {
			case <-c:
			case c <- 1:
			}
		})
	}
}
