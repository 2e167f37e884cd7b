// Offsets in decoding errors count as package json does, white space in front included.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
)

type Inner struct {
	X  int   `json:"x"`
	Q  uint8 `json:",string"`
	P  *int  `json:",string"`
	D  time.Duration
	T  time.Time
	M  map[int8]bool
	A  any
	N  [2]struct{ Z float32 }
	U  Up
	E  Txt
	L  []Inner
	B  []byte
	MM map[K]int
	Mi map[string]Inner
}
type K int8
type Up int

func (u *Up) UnmarshalJSON(b []byte) error { return json.Unmarshal(b, (*int)(u)) }

type Txt string

func (u *Txt) UnmarshalText(b []byte) error { *u = Txt(b); return nil }

func show(err error) {
	var te *json.UnmarshalTypeError
	var se *json.SyntaxError
	switch {
	case errors.As(err, &te):
		fmt.Println(te, te.Field, te.Offset, te.Value, te.Struct, te.Type)
	case errors.As(err, &se):
		fmt.Println(se, se.Offset)
	default:
		fmt.Println(err)
	}
}
func main() {
	for _, s := range []string{`{"x":"a"}`, `  {"x" :  "a" }`, ` []`, ` 5`, `{"Q":5}`, `{"Q":"300"}`, `{"Q": "-1" }`, `{"P":"1.5"}`, `{"D":"s"}`, `{"D": {}}`,
		`{"T":5}`, `{"M":{"a":true}}`, `{ "M" : { "1":true, "300" :true}}`, `{"M":{"1":5}}`, `{"A":1e999}`, `{"A":[1,1e999, 2]}`, `{"N":[{"Z":1},{"Z": "q"}]}`, `{"N":[{"Z":1e99}]}`,
		`{"U":"s"}`, `{"E":5}`, `{"E":[1]}`, `{"E":{"a":1} }`, `{"L":[{},{"L":[{"x":true}]}]}`, `{"B":5}`, `{"B":"%"}`, `{"MM":{"a":1}}`, `{"MM":{"1":"s"}}`, `{"Mi":{"k":{"x":{}}}}`, `{"x":1.0}`, `{"x":1}x`, `{"x":"é","D":"` + "\t" + `"}`, `{"x":99999999999999999999}`} {
		var i Inner
		show(json.Unmarshal([]byte(s), &i))
		var l []Inner
		show(json.Unmarshal([]byte("\n["+s+"]"), &l))
		var m map[K]Inner
		show(json.Unmarshal([]byte("{ \"3\": "+s+"}"), &m))
		d := json.NewDecoder(strings.NewReader(" 1  " + s + "\n " + s + "  [ {},  " + s + " , " + s + "  ]"))
		var n int
		d.Decode(&n)
		show(d.Decode(&i))
		d.More()
		show(d.Decode(&i))
		fmt.Println(d.Token())
		for d.More() {
			show(d.Decode(&i))
			if d.InputOffset() > 400 {
				break
			}
			var k K
			_ = k
			if err := d.Decode(&i); err != nil {
				show(err)
				if !errors.As(err, new(*json.UnmarshalTypeError)) {
					break
				}
			}
		}
	}
}
