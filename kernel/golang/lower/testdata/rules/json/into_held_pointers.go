// Values are decoded into what the pointers in interfaces point to.
package main

import (
	"encoding/json"
	"fmt"
	"strings"
)

type size struct{ W, H int }

type level int

func (l *level) UnmarshalText(b []byte) error { *l = level(len(b)); return nil }

type holder struct {
	X any
	L []any
	M map[string]any
}

func main() {
	s, l, n := size{W: 1}, level(0), 0
	h := holder{X: &s, L: []any{&l, &n, 3}, M: map[string]any{"k": &size{9, 9}}}
	err := json.Unmarshal([]byte(`{"X":{"H":2},"L":["abc",4,5,6],"M":{"k":{"W":1}}}`), &h)
	fmt.Println(err, s, h.X == any(&s), l, n, len(h.L), h.L[2:], h.M)

	pair := []any{&s, &l}
	fmt.Println(json.Unmarshal([]byte(` [{"W":7}, "four", null]`), &pair), s, l, pair[2], pair[0] == any(&s))
	fmt.Println(json.NewDecoder(strings.NewReader(`[{"W":8}]`)).Decode(&pair), s, len(pair))
	fmt.Println(json.Unmarshal([]byte(`[{"W":"x"}]`), &pair))

	h.X = &s
	fmt.Println(json.Unmarshal([]byte(`{"X":null,"L":null}`), &h), h.X, h.L == nil, s)
	p := &s
	h.X = &p
	fmt.Println(json.Unmarshal([]byte(`{"X":null}`), &h), p == nil, h.X == any(&p))
	h.X = (*size)(nil)
	fmt.Println(json.Unmarshal([]byte(`{"X":{"W":3}}`), &h), h.X)
	h.X = size{1, 2}
	fmt.Println(json.Unmarshal([]byte(`{"X":{"W":3}}`), &h), h.X)
	h.X = &n
	fmt.Println(json.Unmarshal([]byte(`{"X":11}`), &h), n, json.Unmarshal([]byte(`{"X":"s"}`), &h))
}
