package server

import (
	"sync"
	"time"

	"weft/kernel/jupyter/msg"
)

// An ending is how the server comes to stop.
type ending struct {
	requested chan struct{} // closed by the first shutdown_request

	mu       sync.Mutex
	restart  bool
	requests []*request // answered at the very end, when it is true
	answered bool
}

func (e *ending) restarting() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.restart
}

// request remembers a shutdown_request. It reports false if it comes too late to be answered.
func (e *ending) request(r *request, restart bool) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.answered {
		return false
	}
	if len(e.requests) == 0 {
		e.restart = restart
		close(e.requested)
	}
	e.requests = append(e.requests, r)
	return true
}

// take returns the requests to be answered, once.
func (e *ending) take() []*request {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.answered = true
	return e.requests
}

// finish ends what runs and what waits to run, and answers those who asked for it. Control
// requests are answered until then: a client may still want to interrupt.
func (s *Server) finish() {
	left := s.cells.close()
	s.cancel()
	shut := make(chan struct{})
	go func() {
		defer close(shut)
		s.guard("Handler.Shutdown", func() { s.h.Shutdown(s.end.restarting()) })
	}()
	select {
	case <-shut:
	case <-time.After(s.cfg.Grace):
		s.log.once("shutdown", "Handler.Shutdown takes too long", nil)
	}
	if !s.cells.wait(s.cfg.Grace) {
		s.log.once("running cell", "a cell has not ended at shutdown", nil)
	}
	for _, r := range left {
		if r.Header.MsgType == msg.TypeExecuteRequest {
			r.aborted.Store(true)
		}
		r.refuse(&refusal{"KernelStopped", "the kernel is shutting down"})
		s.serve(r)
	}
	s.asks.close()
	s.asks.wait(s.cfg.Grace)
	s.send.flushAll()
	s.answerShutdowns()
}

func (s *Server) answerShutdowns() {
	for i, r := range s.end.take() {
		reply := msg.ShutdownReply{Restart: s.end.restarting()}
		s.send.reply(r, reply)
		if i == 0 { // the other clients learn it from iopub
			r.out.publish(reply)
		}
		r.out.publish(msg.Status{ExecutionState: "idle"})
	}
}
