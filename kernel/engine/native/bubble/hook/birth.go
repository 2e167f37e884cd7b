package hook

// A Birth tells a new goroutine who it is. nil where nobody asks.
type Birth any

// Fork is called before a go statement, by the goroutine that executes it.
func Fork() Birth {
	if s := installed.Load(); s != nil && s.Fork != nil {
		return s.Fork()
	}
	return nil
}

// Born is called first thing in the new goroutine, with what Fork returned.
func Born(b Birth) {
	if b == nil {
		return
	}
	if s := installed.Load(); s != nil && s.Born != nil {
		s.Born(b)
	}
}
