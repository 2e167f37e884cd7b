// What was encoded is decoded to an equal value.
package main

import (
	"encoding/json"
	"fmt"
	"time"
)

type Kind string
type Item struct {
	Kind Kind              `json:"kind"`
	Qty  int               `json:"qty,omitempty"`
	Opt  *float64          `json:"opt,omitempty"`
	Attr map[Kind][]string `json:"attr,omitempty"`
	When time.Duration
}
type Order struct {
	Items []Item
	Notes [][]string
	ByID  map[int]Item
}

func main() {
	f := 2.5
	o := Order{[]Item{{"a", 1, &f, map[Kind][]string{"k": {"v"}}, time.Second}, {Kind: "b"}}, [][]string{{"n"}, {}}, map[int]Item{7: {Kind: "c"}}}
	b, err := json.Marshal(o)
	fmt.Println(string(b), err)
	var p Order
	fmt.Println(json.Unmarshal(b, &p), *p.Items[0].Opt, p.Items[0].Attr["k"], p.Items[0].When, p.Items[1].Kind, p.Notes, p.ByID[7].Kind)
	c, _ := json.Marshal(p)
	fmt.Println(string(b) == string(c))
	fmt.Printf("%T %T\n", p.Items[0].Kind, p.ByID)
}
