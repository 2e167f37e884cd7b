// Package memhttp serves HTTP inside a bubble of virtual time, without a network: client and server are the
// standard ones, and a connection is a net.Pipe. So whatever a handler or client waits for costs no
// real time and is exact. It is compiled into learners' programs.
//
// Everything must be made, used and closed inside the bubble. A server that is not closed is a leak there.
package memhttp

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
)

// A Server answers requests in memory. Every host name leads to it: the handler tells them apart by
// Request.Host, as http.ServeMux does for patterns that begin with a host.
type Server struct {
	URL string // of the server, without a slash at the end: http://mem.test

	conns     chan net.Conn
	closed    chan struct{}
	once      sync.Once
	server    *http.Server
	transport *http.Transport
	done      sync.WaitGroup
}

// Serve starts a server with the handler h.
func Serve(h http.Handler) *Server {
	s := &Server{URL: "http://mem.test", conns: make(chan net.Conn), closed: make(chan struct{})}
	s.transport = &http.Transport{DialContext: s.dial}
	// The standard server logs panics of handlers and more; a bubble's program may be judged by its output.
	s.server = &http.Server{Handler: h, ErrorLog: log.New(io.Discard, "", 0), ConnState: s.count}
	s.done.Go(func() { s.server.Serve(listener{s}) }) // its error is that the listener was closed
	return s
}

// Transport returns the transport to the server. It keeps connections, as any does.
func (s *Server) Transport() *http.Transport { return s.transport }

// Client returns a client of the server, without a time-out.
func (s *Server) Client() *http.Client { return &http.Client{Transport: s.transport} }

// Default makes the server the one that http.Get and http.DefaultClient reach, until restore is called. It
// is for programs that have no client of their own, and changes the whole process.
func (s *Server) Default() (restore func()) {
	before := http.DefaultTransport
	http.DefaultTransport = s.transport
	return func() { http.DefaultTransport = before }
}

// Close breaks all connections and returns when all goroutines of the server have ended. Handlers see their
// requests' contexts end, and must return. After a request whose body the handler left unread, the
// standard server takes half a second to close a connection; it is virtual.
func (s *Server) Close() {
	s.once.Do(func() { close(s.closed) })
	s.server.Close() // closes connections, which cannot fail
	s.transport.CloseIdleConnections()
	s.done.Wait()
}

// count lets done wait for every connection's goroutine.
func (s *Server) count(_ net.Conn, state http.ConnState) {
	switch state {
	case http.StateNew:
		s.done.Add(1)
	case http.StateClosed, http.StateHijacked:
		s.done.Done()
	}
}

// NewTransport returns a transport to a server of h, and what closes the server.
func NewTransport(h http.Handler) (transport *http.Transport, closeServer func()) {
	s := Serve(h)
	return s.transport, s.Close
}

// errRefused is what a network says of a host where nobody listens.
var errRefused = errors.New("connection refused")

func (s *Server) dial(ctx context.Context, network, address string) (net.Conn, error) {
	client, server := net.Pipe()
	select {
	case s.conns <- server:
		return client, nil
	case <-s.closed:
		return nil, &net.OpError{Op: "dial", Net: network, Addr: addr(address), Err: errRefused}
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// A listener is the server's end.
type listener struct{ s *Server }

func (l listener) Accept() (net.Conn, error) {
	select {
	case c := <-l.s.conns:
		return c, nil
	case <-l.s.closed:
		return nil, net.ErrClosed
	}
}

func (l listener) Close() error {
	l.s.once.Do(func() { close(l.s.closed) })
	return nil
}

func (l listener) Addr() net.Addr { return addr("mem.test:80") }

type addr string

func (a addr) Network() string { return "mem" }
func (a addr) String() string  { return string(a) }
