package client_test

import (
	"context"
	"fmt"
	"log"
	"os"

	"weft/kernel/jupyter/client"
	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/wire"
)

// A kernel is started, runs a cell and is shut down. The command line here is that of a kernel in this package's
// tests; for an installed one, kernelspec.Host().Find has the spec.
func ExampleStart() {
	ctx := context.Background()
	spec := client.Command(os.Args[0], "toy-kernel", "{connection_file}")
	k, err := client.Start(ctx, spec, client.StartOptions{})
	if err != nil {
		log.Fatal(err)
	}
	defer k.Close()
	fmt.Println("kernel:", k.Info().Implementation)

	reply, err := k.Execute(ctx, "print good morning\nresult 42\nfail no more", client.ExecuteOptions{
		Output: func(m *wire.Message) {
			switch c, _ := client.Content(m); c := c.(type) {
			case msg.Stream:
				fmt.Print(c.Name, ": ", c.Text)
			case msg.ExecuteResult:
				fmt.Println("result:", c.Data["text/plain"])
			}
		},
	})
	if err != nil {
		log.Fatal(err) // the connection, or the kernel's process; the cell's own error is in the reply
	}
	fmt.Println(reply.Status+":", reply.EValue)
	if err := k.Shutdown(ctx); err != nil {
		log.Fatal(err)
	}
	// Output:
	// kernel: toy
	// stdout: good morning
	// result: 42
	// error: no more
}
