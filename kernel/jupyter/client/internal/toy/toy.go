// Package toy is a kernel for the tests of clients. Its language has one command per line, of
// which each does one thing that kernels do, good or bad. It knows nothing of clients.
package toy

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"sync"

	"weft/kernel/jupyter/kernelspec"
	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/server"
)

// A Kernel is the language side.
type Kernel struct {
	// Do holds commands of a test's own.
	Do map[string]func(ctx context.Context, arg string, out *server.Output) error

	mu   sync.Mutex
	stop chan struct{} // of the cell; closed by an interrupt, also by one that comes before the cell blocks
	late []func()      // run when the next cell begins
}

// Main serves the connection file until a client shuts the kernel down.
func Main(file string) error {
	conn, err := kernelspec.ReadConnection(file)
	if err != nil {
		return err
	}
	k := &Kernel{}
	s, err := server.New(server.Config{Connection: conn}, k)
	if err != nil {
		return err
	}
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt)
	go func() {
		for range signals {
			s.Interrupt()
		}
	}()
	return s.Serve(context.Background())
}

func (k *Kernel) Info() msg.KernelInfoReply {
	return msg.KernelInfoReply{Implementation: "toy", ImplementationVersion: "1", Banner: "Toy",
		LanguageInfo: msg.LanguageInfo{Name: "toy", Version: "1", MimeType: "text/x-toy", FileExtension: ".toy"}}
}

// Execute runs the lines until one fails.
func (k *Kernel) Execute(ctx context.Context, x *server.Execution) msg.ExecuteReply {
	k.mu.Lock()
	k.stop = make(chan struct{})
	late := k.late
	k.late = nil
	k.mu.Unlock()
	for _, f := range late {
		f()
	}
	for _, line := range strings.Split(x.Code, "\n") {
		verb, arg, _ := strings.Cut(strings.TrimSpace(line), " ")
		if err := k.do(ctx, verb, arg, x.Out); err != nil {
			return msg.ExecuteReply{Status: msg.StatusError, EName: "ToyError", EValue: err.Error(), Traceback: []string{"\x1b[31m" + err.Error()}}
		}
	}
	return msg.ExecuteReply{}
}

func (k *Kernel) do(ctx context.Context, verb, arg string, out *server.Output) error {
	text := msg.Bundle{"text/plain": arg}
	id, rest, _ := strings.Cut(arg, " ")
	switch verb {
	case "", "#":
	case "print":
		out.Stream("stdout", arg+"\n")
	case "eprint":
		out.Stream("stderr", arg+"\n")
	case "lines":
		n, _ := strconv.Atoi(arg)
		for i := range n {
			out.Stream("stdout", fmt.Sprintln("line", i))
		}
	case "display":
		out.Display(msg.Bundle{"text/plain": rest}, nil, id)
	case "update":
		out.Update(msg.Bundle{"text/plain": rest}, nil, id)
	case "number":
		out.Display(msg.Bundle{"application/json": json.Number(arg)}, nil, "")
	case "result":
		out.Result(text, nil)
	case "clear":
		out.Clear(arg == "wait")
	case "fail":
		return errors.New(arg)
	case "ask":
		answer, err := out.Input(ctx, arg, false)
		if errors.Is(err, io.EOF) {
			answer = "end of input"
		} else if err != nil {
			return err
		}
		out.Stream("stdout", "got "+answer+"\n")
	case "late": // prints under this cell's header when the next cell begins
		k.mu.Lock()
		k.late = append(k.late, func() { k.do(ctx, id, rest, out) })
		k.mu.Unlock()
	case "block":
		k.mu.Lock()
		stop := k.stop
		k.mu.Unlock()
		select {
		case <-stop:
			return errors.New("interrupted")
		case <-ctx.Done():
			return ctx.Err()
		}
	case "stuck": // takes no notice of an interrupt
		<-ctx.Done()
	case "exit":
		log.Print(arg)
		os.Exit(3)
	default:
		if f := k.Do[verb]; f != nil {
			return f(ctx, arg, out)
		}
		return fmt.Errorf("unknown command %q", verb)
	}
	return nil
}

func (k *Kernel) Complete(_ context.Context, r msg.CompleteRequest) msg.CompleteReply {
	return msg.CompleteReply{Matches: []string{r.Code + "!"}, CursorEnd: r.CursorPos}
}

func (k *Kernel) Inspect(_ context.Context, r msg.InspectRequest) msg.InspectReply {
	return msg.InspectReply{Found: true, Data: msg.Bundle{"text/plain": r.Code}}
}

func (k *Kernel) IsComplete(_ context.Context, r msg.IsCompleteRequest) msg.IsCompleteReply {
	if strings.HasSuffix(r.Code, "\\") {
		return msg.IsCompleteReply{Status: "incomplete", Indent: "  "}
	}
	return msg.IsCompleteReply{Status: "complete"}
}

func (k *Kernel) Interrupt() {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.stop == nil {
		return
	}
	select {
	case <-k.stop:
	default:
		close(k.stop)
	}
}

func (k *Kernel) Usage() msg.UsageReply { return msg.UsageReply{PID: os.Getpid()} }

func (k *Kernel) Shutdown(bool) {}
