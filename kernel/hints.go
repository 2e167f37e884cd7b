package kernel

import "strings"

// panicHint says what to do about a panic or a fatal error whose message alone does not tell a learner;
// "" if nothing is known.
func panicHint(message string) string {
	message = strings.TrimPrefix(message, "panic: ")
	if strings.Contains(message, "(types from different scopes)") {
		return "two types have this name: if it was declared again, values from before have the old type, so make them anew"
	}
	for _, h := range []struct{ begins, hint string }{
		{"assignment to entry in nil map", "a map has to be made before it is written to: make(map[K]V), or map[K]V{}"},
		{"runtime error: invalid memory address or nil pointer", "something here is nil, such as a pointer that was never set: compare it with nil first"},
		{"interface conversion:", "v, ok := x.(T) asks for the type without a panic"},
		{"close of closed channel", "a channel is closed once, by the one who sends"},
		{"send on closed channel", "only the one who sends closes the channel, and after the last send"},
		{"close of nil channel", "a channel has to be made first: make(chan T)"},
		{"sync: negative WaitGroup counter", "Done was called more often than Add counted"},
		{"fatal error: concurrent map", "only one goroutine at a time may use a map that is written to: guard it with a sync.Mutex"},
		{"fatal error: sync: unlock of unlocked mutex", "Unlock belongs to a Lock before it: mu.Lock(); defer mu.Unlock()"},
		{"fatal error: stack overflow", "a function calls itself without end: it needs a case in which it does not"},
	} {
		if strings.HasPrefix(message, h.begins) {
			return h.hint
		}
	}
	return ""
}
