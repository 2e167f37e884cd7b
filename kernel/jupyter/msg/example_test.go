package msg_test

import (
	"encoding/json"
	"fmt"
	"log"

	"weft/kernel/jupyter/msg"
)

// Missing fields have the specification's defaults, and wrong types are refused with their names.
func ExampleDecode() {
	var r msg.ExecuteRequest
	if err := msg.Decode(json.RawMessage(`{"code": "1 + 1"}`), &r); err != nil {
		log.Fatal(err)
	}
	fmt.Println(r.Code, r.StoreHistory, r.StopOnError)

	fmt.Println(msg.Decode(json.RawMessage(`{"code": 2}`), &r))
	// Output:
	// 1 + 1 true true
	// field "code" must be of type string, not number
}

// What the specification promises is written, also if it is empty.
func ExampleEncode() {
	data, err := msg.Encode(msg.ExecuteReply{Status: msg.StatusOK, ExecutionCount: 3})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(data))
	// Output:
	// {"status":"ok","execution_count":3,"payload":[],"user_expressions":{}}
}
