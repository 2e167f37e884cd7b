package main

import (
	"encoding/json"
	"fmt"
	"image"
	"strings"
	"time"
)

type Base struct {
	ID int `json:"id"`
}
type inner struct{ Z int }
type Item struct {
	*Base
	inner
	image.Point
	N    string
	Sub  []Item2
	When time.Time
}
type Item2 struct {
	Base
	K map[string]Item3
}
type Item3 struct {
	Base
	F float64
}
type Addr struct {
	Street string
	zip    int
}
type P struct{ A *Addr }
type N struct {
	V    int
	Next *N
	Kids []*N
}
type Color int

func (c *Color) UnmarshalText(b []byte) error {
	_, err := fmt.Sscanf(string(b), "c%d", (*int)(c))
	return err
}

type J struct{ v string }

func (j *J) UnmarshalJSON(b []byte) error { j.v = "<" + string(b) + ">"; return nil }
func load(s string, v any) error          { return json.NewDecoder(strings.NewReader(s)).Decode(v) }
func main() {
	var q Item
	err := json.Unmarshal([]byte(`{"id":1,"Z":2,"X":3,"N":"n","When":"2020-01-02T03:04:05Z","Sub":[{"id":4,"K":{"a":{"id":5,"F":1.5}}}]}`), &q)
	fmt.Println(q.ID, q.Z, q.X, q.N, q.When, q.Sub, err)
	var p P
	fmt.Println(load(`{"A":{"Street":"main","zip":3}}`, &p), p.A.Street, p.A.zip, fmt.Sprintf("%+v", p)[:5])
	fmt.Println(load(`{"id":"x"}`, &q))
	fmt.Println(load(`{"id":"x"}`, q))
	var np *P
	fmt.Println(load(`{"id":"x"}`, np))
	fmt.Println(load(`{"A":5}`, &p))
	fmt.Println(load(`{"A":{"Street":5}}`, &p))
	fmt.Println(load(`{"Sub":[{"K":{"a":{"F":"s"}}}]}`, &q))
	var n N
	fmt.Println(load(`{"V":1,"Next":{"V":2},"Kids":[{"V":3},{"V":4,"Next":{"V":5}}]}`, &n), n.Next.V, n.Kids[1].Next.V)
	var c Color
	fmt.Println(load(`"c3"`, &c), c, load(`5`, &c))
	var j J
	fmt.Println(load(`[1]`, &j), j.v, json.Unmarshal([]byte("true"), &j), j)
	items := []Item2{}
	fmt.Println(load(`[{"id":7}]`, &items), items)
	m := map[string]*Item3{}
	fmt.Println(load(`{"x":{"id":7}}`, &m), m["x"].ID)
	var a any
	fmt.Println(load(`{"x":{"id":7}}`, &a), a)
}
