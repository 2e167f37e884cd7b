package interp

import (
	"net"
	"net/http"
	"sync"
)

// A server that package http makes for its caller is out of everybody's reach: interrupting the cell that runs it would
// leave its port taken. So functions that make one remember it, and it is closed when its cell is stopped.

// servers are those of one cell.
type servers struct {
	mu  sync.Mutex
	all map[*http.Server]bool
}

// serve runs a server until it ends.
func (s *session) serve(server *http.Server, run func() error) error {
	if c := s.labels.own(); c != nil {
		c.servers.add(server)
		defer c.servers.remove(server)
	}
	return run()
}

func (s *session) listenAndServe(addr string, handler http.Handler) error {
	server := &http.Server{Addr: addr, Handler: handler}
	return s.serve(server, server.ListenAndServe)
}

func (s *session) listenAndServeTLS(addr, certFile, keyFile string, handler http.Handler) error {
	server := &http.Server{Addr: addr, Handler: handler}
	return s.serve(server, func() error { return server.ListenAndServeTLS(certFile, keyFile) })
}

func (s *session) serveOn(l net.Listener, handler http.Handler) error {
	server := &http.Server{Handler: handler}
	return s.serve(server, func() error { return server.Serve(l) })
}

func (v *servers) add(server *http.Server) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.all == nil {
		v.all = map[*http.Server]bool{}
	}
	v.all[server] = true
}

func (v *servers) remove(server *http.Server) {
	v.mu.Lock()
	defer v.mu.Unlock()
	delete(v.all, server)
}

// close ends all of them.
func (v *servers) close() {
	v.mu.Lock()
	defer v.mu.Unlock()
	for server := range v.all {
		server.Close()
	}
}
