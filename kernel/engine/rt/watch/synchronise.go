package watch

import (
	"reflect"
	"sync"

	"weft/kernel/engine/rt/detect"
)

// synchronise tells of what happens to an object. If that is not to be found all is ordered from now on, unless
// there is none and what follows panics.
func (w *Watch) synchronise(d *detect.Detector, t *detect.Thread, verb string, v reflect.Value) {
	if told := passes[verb]; told != nil {
		if ch, ok := channelOf(v); ok {
			told(d, t, ch)
		}
		return
	}
	if verb == "cond" || verb == "uncond" {
		lock := map[string]string{"cond": "acquire", "uncond": "release"}[verb]
		w.synchronise(d, t, lock, lockOf(v))
		verb = lock
	}
	a, ok := address(v)
	if !ok || !isKnown(held(v)) {
		d.BeCareful()
		d.ReleaseGlobal(t)
		d.AcquireGlobal(t)
		return
	}
	// A lock of readers and writers has an address for each: a reader waits for writers only.
	switch verb {
	case "limit":
		w.limited.Store(a, true)
	case "acquire":
		d.Acquire(t, a)
		d.Acquire(t, a+1)
	case "racquire":
		d.Acquire(t, a)
	case "release":
		d.Release(t, a)
	case "rrelease":
		d.Release(t, a+1)
	}
}

var passes = map[string]func(*detect.Detector, *detect.Thread, detect.Channel){
	"sending": (*detect.Detector).Sending, "sent": (*detect.Detector).Sent, "closing": (*detect.Detector).Closing,
	"receiving": (*detect.Detector).Receiving, "received": (*detect.Detector).Received,
}

// isKnown reports whether what synchronises is what it looks like: behind a sync.Locker may be anything.
func isKnown(v reflect.Value) bool {
	t := v.Type()
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t.Kind() != reflect.Interface && !(t.PkgPath() == "weft/kernel/engine/rt")
}

// lockOf is the lock of a sync.Cond.
func lockOf(v reflect.Value) reflect.Value {
	v = held(v)
	if !v.IsValid() || !v.CanInterface() {
		return reflect.Value{}
	}
	if v.Kind() != reflect.Pointer && v.CanAddr() {
		v = v.Addr()
	}
	if c, ok := v.Interface().(*sync.Cond); ok && c != nil && c.L != nil {
		return reflect.ValueOf(c.L)
	}
	return reflect.Value{}
}

// selecting tells of what a select statement is about to do: letters has an s, r or d for each of its cases, and
// channels those of all but the default.
func selecting(d *detect.Detector, t *detect.Thread, letters string, channels []reflect.Value) {
	eachCase(letters, channels, func(_ int, sends bool, ch detect.Channel) {
		if sends {
			d.Sending(t, ch)
		} else {
			d.Receiving(t, ch)
		}
	})
}

// chosen tells which case of a select statement was carried out: the first operand is its number.
func chosen(d *detect.Detector, t *detect.Thread, letters string, operands []reflect.Value) {
	chosen, _ := integer(operands[0])
	eachCase(letters, operands[1:], func(number int, sends bool, ch detect.Channel) {
		switch {
		case number == chosen && sends:
			d.Sent(t, ch)
		case number == chosen:
			d.Received(t, ch)
		case sends:
			d.NotSent(t, ch)
		}
	})
}

// eachCase visits the cases with channels that are not nil.
func eachCase(letters string, channels []reflect.Value, visit func(number int, sends bool, ch detect.Channel)) {
	for number, letter := range letters {
		if letter == 'd' || len(channels) == 0 {
			continue
		}
		if ch, ok := channelOf(channels[0]); ok {
			visit(number, letter == 's', ch)
		}
		channels = channels[1:]
	}
}
