package client

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"weft/kernel/jupyter/client/internal/toy"
	"weft/kernel/jupyter/kernelspec"
	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/server"
	"weft/kernel/jupyter/wire"
	"weft/kernel/leaks"
)

// The test binary is also the kernel that tests start.
func TestMain(m *testing.M) {
	if len(os.Args) == 3 && os.Args[1] == "toy-kernel" {
		if err := toy.Main(os.Args[2]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	if len(os.Args) > 2 && os.Args[1] == "parent" {
		parent(os.Args[2:])
	}
	leaks.Main(m)
}

// long is a deadline for what must not take long; it decides nothing when the code is right.
func long(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	t.Cleanup(cancel)
	return ctx
}

// serve runs a toy kernel in this process and connects to it. At the end the trace is checked.
func serve(t *testing.T, k *toy.Kernel, o Options) *Client {
	t.Helper()
	if o.Trace == nil {
		o.Trace = &Trace{}
	}
	conn, err := kernelspec.NewIPC(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	s, err := server.New(server.Config{Connection: conn}, k)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- s.Serve(ctx) }()
	c, err := Connect(long(t), conn, o)
	if err != nil {
		cancel()
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := o.Trace.Check(); err != nil {
			t.Error(err)
		}
		c.Close()
		cancel()
		if err := <-served; err != nil {
			t.Error(err)
		}
	})
	return c
}

// record returns an Output function and what it has seen, one word per message.
func record() (func(*wire.Message), *[]string) {
	var seen []string
	return func(m *wire.Message) {
		c, err := Content(m)
		text := m.Header.MsgType
		switch c := c.(type) {
		case msg.Stream:
			text = c.Name + ":" + c.Text
		case msg.ExecuteInput:
			text = fmt.Sprintf("[%d] %s", c.ExecutionCount, c.Code)
		case msg.DisplayData:
			text = fmt.Sprintf("display:%v", c.Data["text/plain"])
		case msg.ExecuteResult:
			text = fmt.Sprintf("result:%v", c.Data["text/plain"])
		case msg.Error:
			text = c.EName + ":" + c.EValue
		}
		if err != nil {
			text = err.Error()
		}
		seen = append(seen, text)
	}, &seen
}

func TestExecute(t *testing.T) {
	tr := &Trace{}
	c := serve(t, &toy.Kernel{}, Options{Trace: tr})
	output, seen := record()
	reply, err := c.Execute(long(t), "print a\neprint b\ndisplay x c\nresult d", ExecuteOptions{Output: output})
	if err != nil || reply.Status != msg.StatusOK || reply.ExecutionCount != 1 {
		t.Fatalf("reply %+v, %v", reply, err)
	}
	want := []string{"[1] print a\neprint b\ndisplay x c\nresult d", "stdout:a\n", "stderr:b\n", "display:c", "result:d"}
	if diff := cmp.Diff(want, *seen); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"busy", "execute_input", "stream", "stream", "display_data", "execute_result", "idle"}, tr.Types(0)); diff != "" {
		t.Errorf("Types (-want +got):\n%s", diff)
	}
	reply, err = c.Execute(long(t), "fail no", ExecuteOptions{})
	if err != nil || reply.Status != msg.StatusError || reply.EValue != "no" {
		t.Errorf("failing cell: %+v, %v", reply, err)
	}
	output, seen = record()
	reply, err = c.Execute(long(t), "result 1", ExecuteOptions{Silent: true, Output: output})
	if err != nil || reply.ExecutionCount != 2 || len(*seen) > 0 {
		t.Errorf("silent cell: %+v, %v, output %q", reply, err, *seen)
	}
}

// The last output is never behind the reply.
func TestExecuteHasAllOutput(t *testing.T) {
	c := serve(t, &toy.Kernel{}, Options{})
	for range 20 {
		var text strings.Builder
		_, err := c.Execute(long(t), "lines 2000\nprint end", ExecuteOptions{Output: func(m *wire.Message) {
			if c, _ := Content(m); m.Header.MsgType == msg.TypeStream {
				text.WriteString(c.(msg.Stream).Text)
			}
		}})
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(text.String(), "\n"); n != 2001 || !strings.HasSuffix(text.String(), "end\n") {
			t.Fatalf("%d lines, want 2001 with the last one", n)
		}
	}
}

func TestInput(t *testing.T) {
	c := serve(t, &toy.Kernel{}, Options{})
	answers := map[string]string{"name?": "gopher", "more?": ""}
	output, seen := record()
	reply, err := c.Execute(long(t), "ask name?\nask more?\nask end?", ExecuteOptions{Output: output,
		Input: func(_ context.Context, q msg.InputRequest) (string, error) {
			if text, ok := answers[q.Prompt]; ok {
				return text, nil
			}
			return "", io.EOF
		}})
	if err != nil || reply.Status != msg.StatusOK {
		t.Fatalf("%+v, %v", reply, err)
	}
	if got := strings.Join((*seen)[1:], ""); !strings.Contains(got, "got gopher\n") || !strings.HasSuffix(got, "got end of input\n") {
		t.Errorf("output %q", got)
	}
	reply, err = c.Execute(long(t), "ask x", ExecuteOptions{})
	if err != nil || reply.Status != msg.StatusError {
		t.Errorf("without Input: %+v, %v, want an error of the cell", reply, err)
	}
}

func TestInterrupt(t *testing.T) {
	running := make(chan struct{})
	k := &toy.Kernel{Do: map[string]func(context.Context, string, *server.Output) error{
		"ready": func(context.Context, string, *server.Output) error { close(running); return nil },
	}}
	c := serve(t, k, Options{})
	go func() {
		<-running
		// While the cell runs these are answered.
		if err := c.Ping(context.Background()); err != nil {
			t.Error(err)
		}
		if _, err := c.Usage(context.Background()); err != nil {
			t.Error(err)
		}
		if err := c.Interrupt(context.Background()); err != nil {
			t.Error(err)
		}
	}()
	reply, err := c.Execute(long(t), "ready\nblock", ExecuteOptions{})
	if err != nil || reply.EValue != "interrupted" {
		t.Errorf("%+v, %v", reply, err)
	}
}

func TestRequests(t *testing.T) {
	ctx := long(t)
	c := serve(t, &toy.Kernel{}, Options{})
	if info := c.Info(); info.LanguageInfo.Name != "toy" {
		t.Errorf("Info = %+v", info)
	}
	if _, err := c.Execute(ctx, "result 7", ExecuteOptions{CellID: "a"}); err != nil {
		t.Fatal(err)
	}
	if r, err := c.Complete(ctx, "ab", 2); err != nil || len(r.Matches) != 1 || r.Matches[0] != "ab!" {
		t.Errorf("Complete = %+v, %v", r, err)
	}
	if r, err := c.Inspect(ctx, "x", 1, 0); err != nil || !r.Found {
		t.Errorf("Inspect = %+v, %v", r, err)
	}
	if r, err := c.IsComplete(ctx, "x \\"); err != nil || r.Indent != "  " {
		t.Errorf("IsComplete = %+v, %v", r, err)
	}
	if r, err := c.History(ctx, msg.HistoryRequest{HistAccessType: "tail", N: 1, Output: true, Raw: true}); err != nil || len(r.History) != 1 || r.History[0].Input != "result 7" {
		t.Errorf("History = %+v, %v", r, err)
	}
	if r, err := c.ConnectInfo(ctx); err != nil || r.Status != "ok" {
		t.Errorf("ConnectInfo = %+v, %v", r, err)
	}
	if _, err := c.KernelInfo(ctx); err != nil {
		t.Error(err)
	}
	id, err := c.CreateSubshell(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if ids, err := c.ListSubshells(ctx); err != nil || len(ids) != 1 || ids[0] != id {
		t.Errorf("ListSubshells = %q, %v, want %q", ids, err, id)
	}
	if r, err := c.Execute(ctx, "print in subshell", ExecuteOptions{Subshell: id}); err != nil || r.Status != msg.StatusOK {
		t.Errorf("subshell: %+v, %v", r, err)
	}
	if err := c.DeleteSubshell(ctx, id); err != nil {
		t.Error(err)
	}
	var refused *RequestError
	if err := c.DeleteSubshell(ctx, "none"); !errors.As(err, &refused) || refused.Type != "delete_subshell_request" {
		t.Errorf("DeleteSubshell(none): %v", err)
	}
}

func TestComm(t *testing.T) {
	ctx := long(t)
	opened := make(chan *Comm, 1)
	comms := server.NewComms()
	comms.Register("echo", func(out *server.Output, c *server.Comm, d server.CommData) (server.CommHandler, error) {
		return echo{c}, nil
	})
	tr := &Trace{}
	conn, err := kernelspec.NewIPC(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	s, err := server.New(server.Config{Connection: conn, Comms: comms}, &toy.Kernel{})
	if err != nil {
		t.Fatal(err)
	}
	serving, stop := context.WithCancel(ctx)
	served := make(chan error, 1)
	go func() { served <- s.Serve(serving) }()
	c, err := Connect(ctx, conn, Options{Trace: tr, CommOpen: func(m *Comm, _ CommData) { opened <- m }})
	if err != nil {
		t.Fatal(err)
	}
	m, err := c.OpenComm(ctx, "echo", CommData{})
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Send(ctx, CommData{Data: map[string]any{"n": 1.0}, Buffers: [][]byte{{1, 2}}}); err != nil {
		t.Fatal(err)
	}
	d, err := m.Recv(ctx)
	if err != nil || d.Data["n"] != 1.0 || len(d.Buffers) != 1 {
		t.Errorf("echo %+v, %v", d, err)
	}
	if r, err := c.CommInfo(ctx, "echo"); err != nil || len(r.Comms) != 1 {
		t.Errorf("CommInfo = %+v, %v", r, err)
	}
	if err := m.Close(ctx, CommData{}); err != nil {
		t.Error(err)
	}
	if _, err := m.Recv(ctx); err != io.EOF {
		t.Errorf("Recv after Close: %v, want EOF", err)
	}
	unknown, err := c.OpenComm(ctx, "unknown", CommData{})
	if err != nil {
		t.Fatal(err)
	}
	for err == nil { // the kernel closes it, with data or without
		_, err = unknown.Recv(ctx)
	}
	if err != io.EOF {
		t.Errorf("comm of an unknown target: %v, want EOF", err)
	}
	theirs, err := comms.Open(nil, "widget", server.CommData{}, echo{})
	if err != nil {
		t.Fatal(err)
	}
	if m := <-opened; m.ID != theirs.ID || m.Target != "widget" {
		t.Errorf("opened %+v, want %s", m, theirs.ID)
	}
	if err := tr.Check(); err != nil {
		t.Error(err)
	}
	c.Close()
	stop()
	<-served
}

type echo struct{ c *server.Comm }

func (e echo) Msg(out *server.Output, d server.CommData) { e.c.Send(out, d) }
func (e echo) Close(*server.Output, server.CommData)     {}

func TestLateOutput(t *testing.T) {
	tr := &Trace{}
	tr.AllowLate()
	c := serve(t, &toy.Kernel{}, Options{Trace: tr})
	late := make(chan string, 1)
	_, err := c.Execute(long(t), "late print from one", ExecuteOptions{Late: func(m *wire.Message) {
		content, _ := Content(m)
		late <- content.(msg.Stream).Text
	}})
	if err != nil {
		t.Fatal(err)
	}
	output, seen := record()
	if _, err := c.Execute(long(t), "print two", ExecuteOptions{Output: output}); err != nil {
		t.Fatal(err)
	}
	if got := <-late; got != "from one\n" {
		t.Errorf("late %q", got)
	}
	if len(*seen) != 2 {
		t.Errorf("the second cell got %q", *seen)
	}
}

func TestContextEndsExecute(t *testing.T) {
	k := &toy.Kernel{}
	ctx, cancel := context.WithCancel(long(t))
	tr := &Trace{}
	c := serve(t, k, Options{Trace: tr})
	output, seen := record()
	_, err := c.Execute(ctx, "print partial\nblock", ExecuteOptions{Output: func(m *wire.Message) {
		output(m)
		if m.Header.MsgType == msg.TypeStream {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) || len(*seen) != 2 {
		t.Errorf("%v, output %q", err, *seen)
	}
	if err := c.Interrupt(long(t)); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Execute(long(t), "print next", ExecuteOptions{ContinueOnError: true}); err != nil {
		t.Error(err)
	}
}

func TestTwoClients(t *testing.T) {
	k := &toy.Kernel{}
	other := make(chan string, 100)
	c := serve(t, k, Options{Other: func(m *wire.Message) { other <- m.Header.MsgType }})
	second, err := Connect(long(t), c.Connection(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	if _, err := second.Execute(long(t), "print hello", ExecuteOptions{}); err != nil {
		t.Fatal(err)
	}
	for <-other != "stream" {
	}
}

func TestClosed(t *testing.T) {
	c := serve(t, &toy.Kernel{}, Options{})
	done := make(chan error, 1)
	output, _ := record()
	go func() {
		_, err := c.Execute(context.Background(), "block", ExecuteOptions{Output: func(m *wire.Message) { output(m); go c.Close() }})
		done <- err
	}()
	if err := <-done; !errors.Is(err, ErrClosed) {
		t.Errorf("Execute on a closed client: %v", err)
	}
	if _, err := c.Execute(long(t), "", ExecuteOptions{}); !errors.Is(err, ErrClosed) {
		t.Errorf("Execute after Close: %v", err)
	}
	if err := c.Ping(long(t)); !errors.Is(err, ErrClosed) {
		t.Errorf("Ping after Close: %v", err)
	}
}

func TestConnectErrors(t *testing.T) {
	conn, err := kernelspec.NewIPC(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Connect(ctx, conn, Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("nobody listens: %v", err)
	}
	conn.SignatureScheme = "hmac-nothing"
	if _, err := Connect(long(t), conn, Options{}); err == nil {
		t.Error("unknown scheme accepted")
	}
	var exit *exec.ExitError
	if _, err := Start(long(t), Command("sh", "-c", "echo oh dear >&2; exit 7"), StartOptions{}); !errors.As(err, &exit) || !strings.Contains(err.Error(), "exit status 7") || !strings.Contains(err.Error(), "oh dear") {
		t.Errorf("a command that is no kernel: %v", err)
	}
	if _, err := Start(long(t), Command("/does/not/exist"), StartOptions{}); err == nil || !strings.Contains(err.Error(), "/does/not/exist") {
		t.Errorf("a command that is not there: %v", err)
	}
	if _, err := Start(long(t), Command(), StartOptions{}); err == nil {
		t.Error("no command accepted")
	}
	if _, err := Start(long(t), Command("true"), StartOptions{Transport: "udp"}); err == nil {
		t.Error("unknown transport accepted")
	}
}
