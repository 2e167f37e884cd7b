// Tags, omitempty, omitzero, embedded structs, unexported fields, all kinds.
package main

import (
	"encoding/json"
	"fmt"
	"time"
)

type Base struct {
	ID   int    `json:"id"`
	Note string `json:"note,omitempty"`
}
type Rec struct {
	Base
	Name    string         `json:"name"`
	Tags    []string       `json:"tags"`
	M       map[string]int `json:"m,omitempty"`
	P       *int           `json:"p"`
	Skip    int            `json:"-"`
	Dash    int            `json:"-,"`
	Str     int            `json:"str,string"`
	F       float64
	B       []byte
	Any     any
	private int
	T       time.Time `json:"t,omitzero"`
	Arr     [2]bool
	Sub     struct{ X, y int }
}

func main() {
	n := 5
	r := Rec{Base: Base{1, ""}, Name: "é<&>\"\n", P: &n, Str: 9, F: 1e21, B: []byte("hi"), Any: []any{1, "a", nil, Base{2, "n"}}, private: 3, Dash: 4}
	b, err := json.Marshal(r)
	fmt.Println(string(b), err)
	b, _ = json.MarshalIndent(map[string]any{"z": 1, "a": []int{}, "n": nil, "r": Base{3, "x"}}, ">", "  ")
	fmt.Println(string(b))
	b, _ = json.Marshal([]*Base{nil, {1, "p"}})
	fmt.Println(string(b))
	_, err = json.Marshal(map[string]any{"c": make(chan int)})
	fmt.Println(err)
}
