package tracing

import (
	"reflect"
	"runtime/trace"
	"strconv"
	"sync"
)

// Buffers writes into a trace how full the buffers of channels are. All methods may be called by several goroutines.
type Buffers struct {
	// mu is held from the look at a channel until that is written down. So the last of several entries is the one that
	// was made after all of them had happened, and what it says holds.
	mu sync.Mutex
}

// Made says that the calling goroutine has made a channel, at a place such as "cell[3]:4:2".
func (b *Buffers) Made(ch reflect.Value, place string) {
	if trace.IsEnabled() && buffered(ch) {
		log(wordMade, identity(ch)+" "+strconv.Itoa(ch.Cap())+" "+place)
	}
}

// Used says that the calling goroutine has sent to a channel or received from it, where it last said that it was about to wait.
func (b *Buffers) Used(ch reflect.Value, sent bool) {
	if !trace.IsEnabled() || !buffered(ch) {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	log(wordChan, identity(ch)+" "+strconv.Itoa(ch.Cap())+" "+strconv.FormatBool(sent)+" "+strconv.Itoa(ch.Len()))
}

func buffered(ch reflect.Value) bool {
	return ch.Kind() == reflect.Chan && !ch.IsNil() && ch.Cap() > 0
}

func identity(ch reflect.Value) string { return strconv.FormatUint(uint64(ch.Pointer()), 36) }
