package wire_test

import (
	"fmt"
	"log"

	"weft/kernel/jupyter/wire"
)

func Example() {
	codec, err := wire.NewCodec("hmac-sha256", []byte("key of the connection file"))
	if err != nil {
		log.Fatal(err)
	}
	request := &wire.Message{
		Identities: [][]byte{[]byte("frontend")},
		Header:     wire.Header{MsgID: "1", Session: "a", MsgType: "kernel_info_request"},
	}
	frames, err := codec.Encode(request)
	if err != nil {
		log.Fatal(err)
	}
	got, err := codec.Decode(frames)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%s asks: %s\n", got.Identities[0], got.Header.MsgType)

	_, err = codec.Decode(frames)
	fmt.Println("again:", err)
	// Output:
	// frontend asks: kernel_info_request
	// again: message: replayed signature
}
