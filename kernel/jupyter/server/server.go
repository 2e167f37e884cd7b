package server

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"weft/kernel/jupyter/kernelspec"
	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/server/history"
	"weft/kernel/jupyter/wire"
	"weft/kernel/jupyter/zsock"
)

// A Config says where and for whom a Server works. A zero field means its default.
type Config struct {
	// Connection is the connection file. A tcp port 0 means any free one, see Server.Connection.
	Connection kernelspec.Connection

	HistoryPath string       // file of earlier inputs, shared by kernels; "" keeps them in memory
	Comms       *Comms       // targets that clients can open; belongs to one Server
	Log         *slog.Logger // what goes wrong, each kind once; default: nothing
	Limits      zsock.Limits // of each socket; Welcome and Early are ours

	// Grace is how long running cells have to end at shutdown, default 3s. Drain is how long
	// clients then have to read what is left, default 10s.
	Grace, Drain time.Duration
}

// A Server is one running kernel as its clients see it.
type Server struct {
	cfg        Config
	h          Handler
	log        *logger
	send       *sender
	socks      *sockets
	stdin      *stdin
	past       *history.Store
	comms      *Comms
	shells     *subshells
	cells      *lanes // execute requests and comm messages, by shell
	asks       *lanes // all other requests, by channel and client
	stragglers *stragglers
	host       hostUsage
	table      map[string]answer
	count      counter

	ctx    context.Context // of executions; ends when the server stops
	cancel context.CancelFunc
	end    ending
}

// New binds the sockets of cfg.Connection. The kernel answers nothing before Serve. An error
// means that an address is taken or the signature scheme is unknown.
func New(cfg Config, h Handler) (*Server, error) {
	if cfg.Grace == 0 {
		cfg.Grace = 3 * time.Second
	}
	if cfg.Drain == 0 {
		cfg.Drain = 10 * time.Second
	}
	if cfg.Comms == nil {
		cfg.Comms = NewComms()
	}
	codec, err := wire.NewCodec(cfg.Connection.SignatureScheme, []byte(cfg.Connection.Key))
	if err != nil {
		return nil, fmt.Errorf("start kernel server: %w", err)
	}
	s := &Server{cfg: cfg, h: h, log: newLogger(cfg.Log), comms: cfg.Comms}
	s.send = newSender(codec, s.log)
	s.ctx, s.cancel = context.WithCancel(context.Background())
	s.stdin = newStdin(s.ctx, s.send)
	s.socks, err = listen(cfg.Connection, cfg.Limits, s.send, s.stdin)
	if err != nil {
		s.cancel()
		return nil, fmt.Errorf("start kernel server: %w", err)
	}
	s.past = history.Open(cfg.HistoryPath, func(err error) { s.log.once("history", "history is not saved", err) })
	s.shells = newSubshells()
	s.cells, s.asks = newLanes(s.serve), newLanes(s.serve)
	s.stragglers = newStragglers()
	s.comms.bind(s.send.output(nil, s.stdin))
	s.table = s.answers()
	s.end.requested = make(chan struct{})
	return s, nil
}

// Connection is the connection file with the ports that are really in use.
func (s *Server) Connection() kernelspec.Connection { return s.socks.conn }

// Session is the id in the headers of all messages of this server; it is new in each.
func (s *Server) Session() string { return s.send.session }

// Rejected counts the messages that were not valid, signed and new, by reason.
func (s *Server) Rejected() map[wire.Reason]int { return s.log.rejections() }

// Interrupt does what an interrupt_request does; it is for SIGINT.
func (s *Server) Interrupt() { s.guard("Handler.Interrupt", s.h.Interrupt) }

// Restarting reports whether the server was stopped by a client that will start a new one.
func (s *Server) Restarting() bool { return s.end.restarting() }

// Serve answers requests until a shutdown_request or the end of ctx. It returns nil after the
// language side has been shut down and clients have read what they were sent, or an error if
// some did not within Config.Drain. A Server serves once.
func (s *Server) Serve(ctx context.Context) error {
	own := s.send.output(nil, s.stdin)
	own.publish(msg.Status{ExecutionState: "starting"})
	reading, stopReading := context.WithCancel(context.Background())
	defer stopReading()
	var readers sync.WaitGroup
	for _, read := range []func(context.Context){s.readShell, s.readControl, s.readStdin, s.echoHeartbeat} {
		readers.Go(func() { read(reading) })
	}
	// Frontends that do not look at the status around kernel_info would show "starting" until the
	// first cell.
	own.publish(msg.Status{ExecutionState: "idle"})
	select {
	case <-ctx.Done():
	case <-s.end.requested:
	}
	s.finish()
	err := s.socks.close(s.cfg.Drain)
	stopReading()
	readers.Wait()
	if err != nil {
		return fmt.Errorf("stop kernel server: %w", err)
	}
	return nil
}

// guard calls into the language side where there is nobody to tell of a panic.
func (s *Server) guard(what string, f func()) {
	defer func() {
		if p := recover(); p != nil {
			s.log.once("panic in "+what, "panic in "+what, fmt.Errorf("%v", p))
		}
	}()
	f()
}

// A counter is the execution count: how many requests were stored in the history.
type counter struct {
	mu sync.Mutex
	n  int
}

// next returns the count of a request: a new one if it is stored, else the current one.
func (c *counter) next(store bool) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	if store {
		c.n++
	}
	return c.n
}
