package worker

import (
	"io"
	"os"
	"time"

	"weft/kernel/engine/stdio"
)

const (
	holdFor  = time.Second // text that looks like the run time giving up, if the process lives on
	maxWords = 256 << 10   // of a crash; its beginning says what happened
)

// listen passes on what a process's run time prints to its descriptor 2, until its end, or until a deadline
// after it is gone. What the builtin println prints is the cell's. The last words of a crash are not: they
// are returned.
func listen(from *os.File, to io.Writer, gone <-chan struct{}) (words string) {
	buf := make([]byte, 16<<10)
	var held []byte
	for {
		n, err := from.Read(buf)
		text := buf[:n]
		if held == nil {
			i := stdio.CrashStart(text)
			if i < 0 {
				i = n
			} else {
				held = []byte{}
				from.SetReadDeadline(time.Now().Add(holdFor))
			}
			to.Write(text[:i])
			text = text[i:]
		}
		if held != nil {
			held = append(held, text[:min(len(text), maxWords-len(held))]...)
		}
		if err == nil {
			continue
		}
		if !os.IsTimeout(err) || closed(gone) {
			return string(held)
		}
		to.Write(held)
		held = nil
		if from.SetReadDeadline(time.Time{}); closed(gone) {
			from.SetReadDeadline(time.Now())
		}
	}
}

func closed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}
