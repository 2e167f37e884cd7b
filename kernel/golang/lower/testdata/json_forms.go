package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"
)

type J struct {
	A int `json:"a"`
	b int
}

func (j *J) UnmarshalJSON(b []byte) error {
	type alias J
	if err := json.Unmarshal(b, (*alias)(j)); err != nil {
		return err
	}
	j.b = j.A * 2
	return nil
}

type Meta struct{ Page int }
type Response[T any] struct {
	Meta
	Data []T             `json:"data"`
	Raw  json.RawMessage `json:"raw"`
	Any  map[string]any
	When *time.Time
	D    time.Duration
	Opt  *string
	Err  error `json:"-"`
}
type Item struct{ Name string }

func decode[T any](s string) (T, error) {
	var v T
	err := json.Unmarshal([]byte(s), &v)
	return v, err
}

type Tree struct {
	V    int
	L, R *Tree
}
type Store struct{ items map[string]Item }

func (s *Store) load(text string) error {
	return json.NewDecoder(strings.NewReader(text)).Decode(&s.items)
}

func main() {
	var j J
	fmt.Println(json.Unmarshal([]byte(`{"a":2}`), &j), j)
	r, err := decode[Response[Item]](`{"Page":2,"data":[{"name":"x"}],"raw":[1],"Any":{"k":1},"When":"2024-01-01T00:00:00Z","D":5,"Opt":"o"}`)
	fmt.Println(r.Page, r.Data, string(r.Raw), r.Any, r.When, r.D, *r.Opt, err)
	t, err := decode[Tree](`{"V":1,"L":{"V":2,"R":{"V":3}}}`)
	fmt.Println(t.L.R.V, t.R, err)
	s := &Store{}
	fmt.Println(s.load(`{"a":{"Name":"n"}}`), s.items)
	var local struct {
		X, Y int
		In   struct{ Z []string }
	}
	fmt.Println(json.Unmarshal([]byte(`{"x":1,"in":{"z":["q"]}}`), &local), local)
	d := json.NewDecoder(strings.NewReader(`{"Name":"a","Extra":1} {"Name":"b"}`))
	d.DisallowUnknownFields()
	var it Item
	fmt.Println(d.Decode(&it), it)
	var p *Item
	fmt.Println(json.Unmarshal([]byte(`{"Name":"pp"}`), &p), p.Name, *p)
	fmt.Println(json.Unmarshal([]byte(`{"Name":`), &it), json.Unmarshal([]byte(`null`), &it), it)
	var items []Item
	var n int
	fmt.Println(json.Unmarshal([]byte(`[{"Name":"1"},{"Name":"2"}]`), &items), len(items), json.Unmarshal([]byte(`7`), &n), n)
	json.NewEncoder(os.Stdout).Encode(r)
	_, err = decode[J](`{"a":"s"}`)
	fmt.Println(err)
	m, err := decode[map[string][]Item](`{"k":[{"Name":"v"}]}`)
	fmt.Println(m, err)
}
