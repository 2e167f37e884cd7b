package zsock

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"strings"
	"syscall"
	"time"
)

// splitEndpoint returns network and address for package net. An endpoint is tcp://HOST:PORT, where
// HOST may be * for all addresses, or ipc://PATH.
func splitEndpoint(endpoint string) (network, address string, err error) {
	transport, address, ok := strings.Cut(endpoint, "://")
	switch {
	case !ok || address == "":
	case transport == "ipc":
		return "unix", address, nil
	case transport == "tcp":
		host, port, err := net.SplitHostPort(address)
		if err != nil {
			return "", "", fmt.Errorf("endpoint %s: %w", endpoint, err)
		}
		if host == "*" {
			host = ""
		}
		return "tcp", net.JoinHostPort(host, port), nil
	}
	return "", "", fmt.Errorf("endpoint %q: want tcp://HOST:PORT or ipc://PATH", endpoint)
}

// listen binds an endpoint and returns the real one, with the port filled in. The file of an ipc
// endpoint is for its owner alone; one that a dead process has left is replaced. Closing the
// listener removes it.
func listen(endpoint string) (net.Listener, string, error) {
	network, address, err := splitEndpoint(endpoint)
	if err != nil {
		return nil, "", err
	}
	config := net.ListenConfig{}
	if network == "unix" {
		config.Control = privateSocket
		removeStale(address)
	}
	l, err := config.Listen(context.Background(), network, address)
	if err != nil {
		return nil, "", fmt.Errorf("listen on %s: %w", endpoint, err)
	}
	if network == "tcp" {
		return l, "tcp://" + l.Addr().String(), nil
	}
	if !strings.HasPrefix(address, "@") { // Linux: an abstract name has no file
		if err := os.Chmod(address, 0o700); err != nil {
			l.Close()
			return nil, "", fmt.Errorf("listen on %s: %w", endpoint, err)
		}
	}
	return l, endpoint, nil
}

// removeStale removes a socket file that nobody listens on. Should that fail, listen says so.
func removeStale(path string) {
	info, err := os.Lstat(path)
	if err != nil || info.Mode()&fs.ModeSocket == 0 {
		return
	}
	c, err := net.DialTimeout("unix", path, time.Second)
	if err == nil {
		c.Close()
		return
	}
	if errors.Is(err, syscall.ECONNREFUSED) {
		os.Remove(path)
	}
}

// dial connects to an endpoint. With wait it tries again while nobody listens, until ctx ends.
func dial(ctx context.Context, endpoint string, wait bool) (net.Conn, error) {
	network, address, err := splitEndpoint(endpoint)
	if err != nil {
		return nil, err
	}
	pause := time.Millisecond
	for {
		c, err := (&net.Dialer{}).DialContext(ctx, network, address)
		if err == nil {
			return c, nil
		}
		if !wait || ctx.Err() != nil {
			return nil, fmt.Errorf("connect to %s: %w", endpoint, err)
		}
		select {
		case <-time.After(pause):
			pause = min(2*pause, 50*time.Millisecond)
		case <-ctx.Done():
			return nil, fmt.Errorf("connect to %s: %w: %w", endpoint, ctx.Err(), err)
		}
	}
}
