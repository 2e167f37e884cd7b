package server_test

import (
	"context"
	"testing"

	"weft/kernel/jupyter/kernelspec"
	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/server"
	"weft/kernel/jupyter/server/servertest"
	"weft/kernel/jupyter/wire"
	"weft/kernel/jupyter/zsock"
)

// Who subscribes before the kernel serves sees "starting", once and first.
func TestStarting(t *testing.T) {
	s, err := server.New(server.Config{Connection: kernelspec.Connection{
		Transport: "tcp", IP: "127.0.0.1", SignatureScheme: "hmac-sha256", Key: "k"}}, newEcho())
	if err != nil {
		t.Fatal(err)
	}
	c := servertest.Connect(t, s.Connection(), "c")
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error)
	go func() { done <- s.Serve(ctx) }()
	c.Execute("out a")
	check(t, c)
	first := c.Wait("iopub", msg.TypeStatus, "")
	if got := servertest.Content[msg.Status](t, first).ExecutionState; got != "starting" {
		t.Errorf("the first status is %s", got)
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// A subscriber is told of each topic by name, and gets what has that prefix only.
func TestWelcome(t *testing.T) {
	k := start(t, server.Config{})
	stream := "kernel." + k.Session() + ".stream"
	conn, err := zsock.Dial(t.Context(), zsock.Sub, k.Connection().Endpoint(kernelspec.IOPub), zsock.DialOptions{Subscribe: []string{stream}})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	codec, err := wire.NewCodec("hmac-sha256", []byte("secret"))
	if err != nil {
		t.Fatal(err)
	}
	next := func() *wire.Message {
		frames, err := conn.Recv(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		m, err := codec.Decode(frames)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	m := next()
	var w msg.IopubWelcome
	if err := msg.Decode(m.Content, &w); err != nil {
		t.Fatal(err)
	}
	if m.Header.MsgType != msg.TypeIopubWelcome || string(m.Parent) != "{}" || w.Subscription != stream || string(m.Identities[0]) != stream {
		t.Errorf("welcome %s, parent %s, topic %s, content %s", m.Header.MsgType, m.Parent, m.Identities[0], m.Content)
	}
	k.connect("c").Execute("out a")
	if m := next(); m.Header.MsgType != msg.TypeStream || string(m.Identities[0]) != stream+".stdout" {
		t.Errorf("%s under %s", m.Header.MsgType, m.Identities[0])
	}
}
