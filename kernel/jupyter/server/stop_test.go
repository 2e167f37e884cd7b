package server_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"weft/kernel/jupyter/kernelspec"
	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/server"
	"weft/kernel/jupyter/server/servertest"
	"weft/kernel/jupyter/zsock"
)

func TestShutdown(t *testing.T) {
	for _, tt := range []struct {
		channel string
		restart bool
	}{{"control", true}, {"control", false}, {"shell", true}, {"shell", false}} {
		t.Run(tt.channel, func(t *testing.T) {
			k := start(t, server.Config{})
			c := k.connect("c")
			running := c.Send("shell", cell("wait here"))
			<-k.entered
			queued := []string{c.Send("shell", cell("out a")), c.Send("shell", msg.CommMsg{CommID: "x"})}
			c.Ask("shell", msg.KernelInfoRequest{})
			id := c.Send(tt.channel, msg.ShutdownRequest{Restart: tt.restart})
			reply := servertest.Content[msg.ShutdownReply](t, c.Reply(id))
			if reply.Status != "ok" || reply.Restart != tt.restart {
				t.Errorf("reply %+v", reply)
			}
			err := <-k.done
			k.done <- err // for the cleanup
			if err != nil || k.Restarting() != tt.restart {
				t.Errorf("Serve: %v, restarting %v", err, k.Restarting())
			}
			c.Idle(id)
			if got := kinds(t, c.Iopub(id)); got != "shutdown_reply" {
				t.Errorf("iopub %s, want shutdown_reply for other clients", got)
			}
			c.Idle(running)
			if got := c.Text(running, "stdout"); got != "last words" {
				t.Errorf("last output %q", got)
			}
			c.Idle(queued[1])
			if got := servertest.Content[msg.ExecuteReply](t, c.Reply(queued[0])).Status; got != "aborted" {
				t.Errorf("the queued cell: %s", got)
			}
			if !slices.Equal(k.shutdown, []bool{tt.restart}) {
				t.Errorf("Handler.Shutdown: %v", k.shutdown)
			}
			check(t, c)
		})
	}
}

// Two clients ask at the same time; both are answered.
func TestShutdownTwice(t *testing.T) {
	k := start(t, server.Config{})
	a, b := k.connect("a"), k.connect("b")
	running := a.Send("shell", cell("ask more time"))
	a.Wait("stdin", msg.TypeInputRequest, running)
	hold := make(chan struct{})
	k.mu.Lock()
	k.hold = hold
	k.mu.Unlock()
	ids := []string{a.Send("control", msg.ShutdownRequest{Restart: true}), b.Send("shell", msg.ShutdownRequest{})}
	b.Ask("shell", msg.KernelInfoRequest{}) // behind it on the same channel: it has arrived now
	close(hold)
	for i, c := range []*servertest.Client{a, b} {
		c.Reply(ids[i])
	}
	for _, c := range []*servertest.Client{a, b} { // who hangs up earlier leaves something unread
		for _, id := range append(ids, running) {
			c.Idle(id)
		}
	}
	a.Reply(running)
}

func TestStopByContext(t *testing.T) {
	k := start(t, server.Config{})
	c := k.connect("c")
	id := c.Send("shell", cell("wait here"))
	<-k.entered
	k.stop()
	c.Idle(id)
	if got := c.Text(id, "stdout"); got != "last words" {
		t.Errorf("last output %q", got)
	}
	if got := servertest.Content[msg.ExecuteReply](t, c.Reply(id)).Status; got != "ok" {
		t.Errorf("reply %s", got)
	}
	check(t, c)
}

// What a cell wrote just before the end arrives, small or large, with the reply after it.
func TestLastOutput(t *testing.T) {
	for range 4 {
		k := start(t, server.Config{})
		c := k.connect("c")
		cell := c.Send("shell", cell("flood 20\nout end"))
		c.Wait("iopub", msg.TypeExecuteInput, cell)
		c.Send("control", msg.ShutdownRequest{})
		err := <-k.done
		k.done <- err
		if err != nil {
			t.Fatal(err)
		}
		c.Idle(cell)
		got := c.Text(cell, "stdout")
		if status := servertest.Content[msg.ExecuteReply](t, c.Reply(cell)).Status; status != "ok" {
			t.Fatalf("reply %s", status)
		}
		if len(got) != 20<<20+3 || !strings.HasSuffix(got, "xend") {
			t.Fatalf("%d bytes arrived, want %d", len(got), 20<<20+3)
		}
	}
}

// A handler that ignores the end holds it up for the time of grace only.
func TestStuckCell(t *testing.T) {
	before := newEcho()
	h := stuck{echo: before, release: make(chan struct{})}
	s, err := server.New(server.Config{
		Connection: kernelspec.Connection{Transport: "tcp", IP: "127.0.0.1", SignatureScheme: "hmac-sha256", Key: "k"},
		Grace:      50 * time.Millisecond,
	}, h)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	go func() { done <- s.Serve(context.Background()) }()
	c := servertest.Connect(t, s.Connection(), "c")
	c.Send("shell", cell("x"))
	<-h.entered
	id := c.Send("control", msg.ShutdownRequest{})
	c.Reply(id)
	if err := <-done; err != nil {
		t.Error(err)
	}
	close(h.release)
}

type stuck struct {
	*echo
	release chan struct{}
}

func (h stuck) Execute(context.Context, *server.Execution) msg.ExecuteReply {
	h.entered <- ""
	<-h.release
	return msg.ExecuteReply{}
}

func TestStartingOnceAndNewSessions(t *testing.T) {
	sessions := map[string]bool{}
	for range 3 {
		k := start(t, server.Config{})
		sessions[k.Session()] = true
		k.connect("c").Execute("out a")
	}
	if len(sessions) != 3 {
		t.Errorf("%d sessions in 3 kernels", len(sessions))
	}
}

func TestHeartbeat(t *testing.T) {
	k := start(t, server.Config{})
	c := k.connect("c")
	id := c.Send("shell", cell("wait here"))
	<-k.entered
	hb, err := zsock.Dial(t.Context(), zsock.Req, k.Connection().Endpoint(kernelspec.Heartbeat), zsock.DialOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer hb.Close()
	for range 3 {
		if err := hb.Send([][]byte{[]byte("ping")}); err != nil {
			t.Fatal(err)
		}
		got, err := hb.Recv(t.Context())
		if err != nil || len(got) != 1 || string(got[0]) != "ping" {
			t.Errorf("heartbeat %q, %v", got, err)
		}
	}
	c.Ask("control", msg.InterruptRequest{})
	c.Idle(id)
}
