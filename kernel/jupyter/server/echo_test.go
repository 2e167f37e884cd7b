package server_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"math"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"weft/kernel/jupyter/kernelspec"
	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/server"
	"weft/kernel/jupyter/server/servertest"
	"weft/kernel/leaks"
)

// An echo is the language side of a toy kernel: each line of a cell is a command. It proves that
// the server needs no real language.
type echo struct {
	mu          sync.Mutex
	interrupted chan struct{} // closed by the next interrupt
	interrupts  int
	shutdown    []bool        // restart, of each call
	entered     chan string   // says which cell has begun to wait
	release     chan struct{} // lets late output go on
	seen        []server.Execution
	cursor      int           // of the latest complete or inspect request
	hold        chan struct{} // not nil: Shutdown waits until it is closed
}

func newEcho() *echo {
	return &echo{interrupted: make(chan struct{}), entered: make(chan string, 100), release: make(chan struct{})}
}

func (k *echo) Info() msg.KernelInfoReply {
	return msg.KernelInfoReply{Implementation: "echo", ImplementationVersion: "1",
		LanguageInfo: msg.LanguageInfo{Name: "echo", MimeType: "text/plain", FileExtension: ".echo"}}
}

func (k *echo) Execute(ctx context.Context, x *server.Execution) msg.ExecuteReply {
	k.mu.Lock()
	k.seen = append(k.seen, *x)
	k.mu.Unlock()
	var reply msg.ExecuteReply
	for line := range strings.Lines(x.Code) {
		command, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		if err := k.do(ctx, x, &reply, command, rest); err != nil {
			return msg.ExecuteReply{Status: msg.StatusError, EName: "EchoError", EValue: err.Error(), Traceback: []string{err.Error()}}
		}
	}
	for name, expr := range x.UserExpressions {
		if reply.UserExpressions == nil {
			reply.UserExpressions = map[string]msg.ExpressionResult{}
		}
		reply.UserExpressions[name] = msg.ExpressionResult{Data: msg.Bundle{"text/plain": expr}}
	}
	return reply
}

func (k *echo) do(ctx context.Context, x *server.Execution, reply *msg.ExecuteReply, command, rest string) error {
	text := msg.Bundle{"text/plain": rest}
	switch command {
	case "out":
		x.Out.Stream("stdout", rest)
	case "err":
		x.Out.Stream("stderr", rest)
	case "result":
		x.Out.Result(text, nil)
	case "display":
		x.Out.Display(text, nil, "id-"+rest)
	case "update":
		x.Out.Update(text, nil, "id-"+rest)
	case "nan":
		x.Out.Display(msg.Bundle{"application/json": math.NaN()}, nil, "")
	case "clear":
		x.Out.Clear(true)
	case "page":
		reply.Payload = append(reply.Payload, msg.Page(text, 0), msg.SetNextInput(rest, true))
	case "fail":
		return errors.New(rest)
	case "panic":
		panic(rest)
	case "goexit":
		runtime.Goexit()
	case "flood":
		n, _ := strconv.Atoi(rest)
		for range n {
			x.Out.Stream("stdout", strings.Repeat("x", 1<<20))
		}
	case "wait":
		k.mu.Lock()
		interrupted := k.interrupted
		k.mu.Unlock()
		k.entered <- rest
		select {
		case <-interrupted:
			return errors.New("interrupted")
		case <-ctx.Done():
			x.Out.Stream("stdout", "last words")
		}
	case "late":
		go func() {
			<-k.release
			x.Out.Stream("stdout", rest)
		}()
	case "ask", "secret":
		answer, err := x.Out.Input(ctx, rest, command == "secret")
		if errors.Is(err, io.EOF) {
			answer = "EOF"
		} else if err != nil {
			return err
		}
		x.Out.Stream("stdout", "got "+answer)
	}
	return nil
}

func (k *echo) Complete(_ context.Context, r msg.CompleteRequest) msg.CompleteReply {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.cursor = r.CursorPos
	if r.Code == "panic" {
		panic("complete")
	}
	return msg.CompleteReply{Matches: []string{r.Code + "!"}, CursorEnd: r.CursorPos}
}

func (k *echo) Inspect(_ context.Context, r msg.InspectRequest) msg.InspectReply {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.cursor = r.CursorPos
	return msg.InspectReply{Found: true, Data: msg.Bundle{"text/plain": r.Code}}
}

func (k *echo) IsComplete(_ context.Context, r msg.IsCompleteRequest) msg.IsCompleteReply {
	if strings.HasSuffix(r.Code, "\\") {
		return msg.IsCompleteReply{Status: "incomplete", Indent: "  "}
	}
	return msg.IsCompleteReply{Status: "complete"}
}

func (k *echo) Interrupt() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.interrupts++
	close(k.interrupted)
	k.interrupted = make(chan struct{})
}

func (k *echo) Usage() msg.UsageReply { return msg.UsageReply{KernelMemory: 1 << 20, KernelCPU: 1.5} }

func (k *echo) Shutdown(restart bool) {
	k.mu.Lock()
	k.shutdown = append(k.shutdown, restart)
	hold := k.hold
	k.mu.Unlock()
	if hold != nil {
		<-hold
	}
}

// A kernel is a running echo kernel.
type kernel struct {
	*echo
	*server.Server
	t    *testing.T
	stop context.CancelFunc
	done chan error
}

// start starts an echo kernel that ends with the test; then nothing of it may be left.
func start(t *testing.T, cfg server.Config) *kernel {
	t.Helper()
	before := leaks.Before()
	if cfg.Connection.Transport == "" {
		cfg.Connection = kernelspec.Connection{Transport: "tcp", IP: "127.0.0.1", SignatureScheme: "hmac-sha256", Key: "secret"}
	}
	if cfg.Grace == 0 {
		cfg.Grace = 20 * time.Second // a slow machine is no failure
	}
	k := &kernel{echo: newEcho(), t: t, done: make(chan error, 1)}
	var err error
	k.Server, err = server.New(cfg, k.echo)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	k.stop = cancel
	go func() { k.done <- k.Serve(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-k.done; err != nil {
			t.Errorf("Serve: %v", err)
		}
		leaks.None(t, before)
	})
	return k
}

// connect connects a client. A connection is complete for the client a little earlier than for
// the kernel, which could not ask it anything on stdin yet: so it waits for both.
func (k *kernel) connect(session string) *servertest.Client {
	k.t.Helper()
	before := k.Peers()
	c := servertest.Connect(k.t, k.Connection(), session)
	for i := range before {
		for k.Peers()[i] <= before[i] {
			runtime.Gosched()
		}
	}
	return c
}

// check reports what broke the protocol; adjust may allow something.
func check(t *testing.T, c *servertest.Client, adjust ...func(*servertest.Trace)) {
	t.Helper()
	c.Settle()
	trace := c.Trace()
	for _, a := range adjust {
		a(&trace)
	}
	for _, p := range servertest.Check(trace) {
		t.Error(p)
	}
}

func late(tr *servertest.Trace)   { tr.Late = true }
func others(tr *servertest.Trace) { tr.Others = true }

// logs takes the messages of a log, as long as there is room.
type logs chan string

func (l logs) Enabled(context.Context, slog.Level) bool { return true }
func (l logs) WithAttrs([]slog.Attr) slog.Handler       { return l }
func (l logs) WithGroup(string) slog.Handler            { return l }
func (l logs) Handle(_ context.Context, r slog.Record) error {
	select {
	case l <- r.Message:
	default:
	}
	return nil
}

// kinds are the types of events, with the text that matters. Adjacent text of one stream is joined: in how many messages
// it comes depends on the pace.
func kinds(t *testing.T, events []servertest.Event) string {
	var s []string
	stream := ""
	for _, e := range events {
		k := e.Header.MsgType
		if k != msg.TypeStream {
			s, stream = append(s, k), ""
			continue
		}
		c := servertest.Content[msg.Stream](t, e)
		if c.Name == stream {
			s[len(s)-1] = strings.TrimSuffix(s[len(s)-1], ")") + c.Text + ")"
			continue
		}
		s, stream = append(s, c.Name+"("+c.Text+")"), c.Name
	}
	return strings.Join(s, " ")
}
