package native

import (
	"os"
	"sync"
)

// maxRecord bounds what is kept of a record, whose beginning says most.
const maxRecord = 1 << 20

// A record keeps what a process writes to a descriptor.
type record struct {
	file *os.File
	done chan struct{}

	mu   sync.Mutex
	text []byte
}

func newRecord(f *os.File) *record {
	r := &record{file: f, done: make(chan struct{})}
	go r.read()
	return r
}

func (r *record) read() {
	defer close(r.done)
	buf := make([]byte, 32<<10)
	for {
		n, err := r.file.Read(buf)
		r.mu.Lock()
		r.text = append(r.text, buf[:min(n, maxRecord-len(r.text))]...)
		r.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// begun reports whether something has been written.
func (r *record) begun() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.text) > 0
}

// wait waits for the end of what is written, and returns it.
func (r *record) wait() string {
	<-r.done
	return string(r.text)
}
