package zsock_test

import (
	"context"
	"fmt"
	"log"

	"weft/kernel/jupyter/zsock"
)

// A kernel's heartbeat: a ROUTER that sends everything back where it came from.
func Example() {
	ctx := context.Background()
	heartbeat, err := zsock.Listen(zsock.Router, "tcp://127.0.0.1:0", zsock.Limits{Queue: 1 << 20})
	if err != nil {
		log.Fatal(err)
	}
	go func() {
		for {
			frames, err := heartbeat.Recv(ctx)
			if err != nil {
				return // closed
			}
			heartbeat.Send(frames)
		}
	}()

	client, err := zsock.Dial(ctx, zsock.Req, heartbeat.Endpoint(), zsock.DialOptions{})
	if err != nil {
		log.Fatal(err)
	}
	if err := client.Send([][]byte{[]byte("ping")}); err != nil {
		log.Fatal(err)
	}
	reply, err := client.Recv(ctx)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%s\n", reply[0])
	client.Close()
	heartbeat.Close(ctx)
	// Output: ping
}

// A kernel's iopub: every subscriber is welcomed, and what was published right before Close arrives.
func ExampleSocket_Publish() {
	ctx := context.Background()
	iopub, err := zsock.Listen(zsock.XPub, "tcp://127.0.0.1:0", zsock.Limits{
		Welcome: func(topic []byte) [][]byte {
			return [][]byte{topic, []byte("welcome")}
		},
	})
	if err != nil {
		log.Fatal(err)
	}
	client, err := zsock.Dial(ctx, zsock.Sub, iopub.Endpoint(), zsock.DialOptions{Subscribe: []string{"kernel"}})
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close()
	for n := 0; ; n++ {
		frames, err := client.Recv(ctx)
		if err != nil {
			break // the kernel has hung up
		}
		fmt.Printf("%s: %s\n", frames[0], frames[1])
		if n == 0 {
			iopub.Publish([][]byte{[]byte("kernel.status"), []byte("idle")})
			go iopub.Close(ctx)
		}
	}
	// Output:
	// kernel: welcome
	// kernel.status: idle
}
