package server

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"sync"
	"time"

	"weft/kernel/jupyter/kernelspec"
	"weft/kernel/jupyter/zsock"
)

// sockets are the five channels.
type sockets struct {
	conn                             kernelspec.Connection
	shell, control, stdin, hb, iopub *zsock.Socket
}

// early is how long after its start a server repeats what it said to those who subscribe: clients
// of a restarted kernel connect again on their own time.
const early = 3 * time.Second

// listen binds all channels or none.
func listen(c kernelspec.Connection, l zsock.Limits, send *sender, in *stdin) (*sockets, error) {
	s := &sockets{conn: c}
	l.Welcome, l.Early = send.welcome, early
	for _, ch := range []struct {
		name kernelspec.Channel
		kind zsock.Kind
		sock **zsock.Socket
		port *int
	}{
		// First iopub: without it, nothing can be said to the clients of the others.
		{kernelspec.IOPub, zsock.XPub, &s.iopub, &s.conn.IOPubPort},
		{kernelspec.Shell, zsock.Router, &s.shell, &s.conn.ShellPort},
		{kernelspec.Control, zsock.Router, &s.control, &s.conn.ControlPort},
		{kernelspec.Stdin, zsock.Router, &s.stdin, &s.conn.StdinPort},
		{kernelspec.Heartbeat, zsock.Router, &s.hb, &s.conn.HBPort},
	} {
		limits := l
		if ch.name == kernelspec.Stdin {
			limits.OnPeer = in.arrived
		}
		sock, err := zsock.Listen(ch.kind, c.Endpoint(ch.name), limits)
		if err != nil {
			return nil, errors.Join(fmt.Errorf("listen for %s: %w", ch.name, err), s.close(0))
		}
		*ch.sock = sock
		if port := portOf(sock.Endpoint()); port != 0 {
			*ch.port = port
		}
	}
	send.iopub = s.iopub
	in.bind(s.stdin)
	return s, nil
}

// portOf returns the port of a tcp endpoint, 0 if it is another one.
func portOf(endpoint string) int {
	address, ok := strings.CutPrefix(endpoint, "tcp://")
	if !ok {
		return 0
	}
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		return 0
	}
	n, _ := strconv.Atoi(port)
	return n
}

// close closes the sockets side by side; each has the whole time to drain.
func (s *sockets) close(drain time.Duration) error {
	ctx, cancel := context.WithTimeout(context.Background(), drain)
	defer cancel()
	all := []*zsock.Socket{s.iopub, s.shell, s.control, s.stdin, s.hb}
	errs := make([]error, len(all))
	var wg sync.WaitGroup
	for i, sock := range all {
		if sock != nil {
			wg.Go(func() { errs[i] = sock.Close(ctx) })
		}
	}
	wg.Wait()
	return errors.Join(errs...)
}
