//go:build !unix

package procs

import (
	"os"
	"sync/atomic"
	"time"
)

// What this system lacks. Nothing can be made, so that the methods are never called.

type region struct {
	file *os.File
	mem  []byte
}

func newRegion(int) (*region, error)        { return nil, ErrUnsupported }
func openRegion(*os.File) (*region, error)  { return nil, ErrUnsupported }
func (r *region) word32(int) *atomic.Uint32 { return nil }
func (r *region) word64(int) *atomic.Uint64 { return nil }
func newWakePipe() (*wakePipe, error)       { return nil, ErrUnsupported }
func takeControl() (*socket, error)         { return nil, ErrUnsupported }
func signalOf(*os.ProcessState) os.Signal   { return nil }
func alive(int) bool                        { return true }
func pause()                                {}
func yield()                                { time.Sleep(time.Millisecond) }

type wakePipe struct{ r, w *os.File }

func (*wakePipe) put(int)         {}
func (*wakePipe) take([]byte) int { return 0 }
func (*wakePipe) interrupt()      {}
func (*wakePipe) resume()         {}

type socket struct{}

func (*socket) send(byte, []byte, []*os.File) error        { return ErrUnsupported }
func (*socket) receive() (byte, []byte, []*os.File, error) { return 0, nil, nil, ErrUnsupported }
func (*socket) close()                                     {}

func startProcess(Command) (*os.Process, *socket, *os.File, error) {
	return nil, nil, nil, ErrUnsupported
}
