package server_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"os/signal"
	"strings"

	"weft/kernel/jupyter/kernelspec"
	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/server"
)

// shout is a whole kernel: it returns a cell in capital letters.
type shout struct{}

func (shout) Info() msg.KernelInfoReply {
	return msg.KernelInfoReply{Implementation: "shout", LanguageInfo: msg.LanguageInfo{Name: "text", FileExtension: ".txt"}}
}

func (shout) Execute(_ context.Context, x *server.Execution) msg.ExecuteReply {
	if strings.HasSuffix(x.Code, "?") {
		return msg.ExecuteReply{Payload: []msg.Payload{msg.Page(msg.Bundle{"text/plain": "no help"}, 0)}}
	}
	x.Out.Stream("stderr", fmt.Sprintf("cell %d has %d bytes\n", x.Count, len(x.Code)))
	x.Out.Result(msg.Bundle{"text/plain": strings.ToUpper(x.Code)}, nil)
	return msg.ExecuteReply{}
}

func (shout) Complete(context.Context, msg.CompleteRequest) msg.CompleteReply {
	return msg.CompleteReply{}
}
func (shout) Inspect(context.Context, msg.InspectRequest) msg.InspectReply { return msg.InspectReply{} }
func (shout) IsComplete(context.Context, msg.IsCompleteRequest) msg.IsCompleteReply {
	return msg.IsCompleteReply{Status: "complete"}
}
func (shout) Interrupt()            {}
func (shout) Usage() msg.UsageReply { return msg.UsageReply{} }
func (shout) Shutdown(restart bool) {}

// A kernel's main function: Jupyter passes the connection file.
func Example() {
	conn, err := kernelspec.ReadConnection(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	s, err := server.New(server.Config{Connection: conn}, shout{})
	if err != nil {
		log.Fatal(err)
	}
	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt)
	go func() {
		for range interrupts {
			s.Interrupt()
		}
	}()
	if err := s.Serve(context.Background()); err != nil {
		log.Fatal(err)
	}
}
