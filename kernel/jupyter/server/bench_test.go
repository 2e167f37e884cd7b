package server_test

import (
	"context"
	"path/filepath"
	"testing"

	"weft/kernel/jupyter/kernelspec"
	"weft/kernel/jupyter/server"
	"weft/kernel/jupyter/server/servertest"
)

// BenchmarkExecute is the round trip of a cell with one line of output: request, busy,
// execute_input, stream, reply, idle, over tcp, with a history file.
func BenchmarkExecute(b *testing.B) {
	s, err := server.New(server.Config{
		Connection:  kernelspec.Connection{Transport: "tcp", IP: "127.0.0.1", SignatureScheme: "hmac-sha256", Key: "k"},
		HistoryPath: filepath.Join(b.TempDir(), "history"),
	}, newEcho())
	if err != nil {
		b.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error)
	go func() { done <- s.Serve(ctx) }()
	c := servertest.Connect(b, s.Connection(), "c")
	for b.Loop() {
		id := c.Send("shell", cell("out a"))
		c.Reply(id)
		c.Idle(id)
	}
	cancel()
	if err := <-done; err != nil {
		b.Fatal(err)
	}
}
