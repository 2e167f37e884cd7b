package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"weft/kernel/jupyter/client"
	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/wire"
)

// A kernel is a running one, and what its latest cell put out.
type kernel struct {
	*client.Kernel
	stdout   strings.Builder
	bytes    int // of all streams
	messages int
	marks    []string // text of displays
	failure  string   // "" if it went well
	seen     func(text string)
	input    func(ctx context.Context, q msg.InputRequest) (string, error)
}

func (b *bench) start(ctx context.Context, env ...string) (*kernel, error) {
	spec := client.Command(b.weft, "kernel", "-f", "{connection_file}")
	spec.Spec.InterruptMode = "message"
	k, err := client.Start(ctx, spec, client.StartOptions{Env: env, Transport: "ipc"})
	if err != nil {
		return nil, err
	}
	return &kernel{Kernel: k}, nil
}

// stop ends the kernel as a frontend does.
func (k *kernel) stop() error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	err := k.Shutdown(ctx)
	k.Close()
	return err
}

// run runs a cell to its end.
func (k *kernel) run(ctx context.Context, code string) (msg.ExecuteReply, error) {
	k.stdout.Reset()
	k.bytes, k.messages, k.marks, k.failure = 0, 0, nil, ""
	o := client.ExecuteOptions{Output: k.take, Input: k.input}
	reply, err := k.Execute(ctx, code, o)
	if reply.Status == msg.StatusError {
		k.failure = reply.EName + ": " + reply.EValue
	}
	return reply, err
}

// must runs a cell that has to succeed.
func (k *kernel) must(ctx context.Context, code string) error {
	if _, err := k.run(ctx, code); err != nil {
		return err
	}
	if k.failure != "" {
		return fmt.Errorf("a cell failed: %s\n%s", k.failure, code)
	}
	return nil
}

func (k *kernel) take(m *wire.Message) {
	k.messages++
	c, err := client.Content(m)
	if err != nil {
		return
	}
	text := ""
	switch c := c.(type) {
	case msg.Stream:
		k.bytes += len(c.Text)
		if text = c.Text; c.Name == "stdout" && k.stdout.Len() < 1<<20 {
			k.stdout.WriteString(text)
		}
	case msg.DisplayData:
		text, _ = c.Data["text/plain"].(string)
		k.marks = append(k.marks, text)
	case msg.UpdateDisplayData:
		text, _ = c.Data["text/plain"].(string)
		k.marks = append(k.marks, text)
	}
	if k.seen != nil {
		k.seen(text)
	}
}
