package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

type Shape interface{ Area() float64 }
type Circle struct{ R float64 }

func (c Circle) Area() float64 { return 3 * c.R * c.R }

type Rect struct{ W, H float64 }

func (r *Rect) Area() float64 { return r.W * r.H }

type Envelope struct {
	Type    string          `json:"type"`
	Payload json.RawMessage `json:"payload"`
}

func decode(b []byte) (Shape, error) {
	var e Envelope
	if err := json.Unmarshal(b, &e); err != nil {
		return nil, err
	}
	switch e.Type {
	case "circle":
		var c Circle
		err := json.Unmarshal(e.Payload, &c)
		return c, err
	case "rect":
		r := new(Rect)
		err := json.Unmarshal(e.Payload, r)
		return r, err
	}
	return nil, fmt.Errorf("unknown %q", e.Type)
}

type Drawing struct {
	Shapes []Shape
	Names  map[string]Shape
}

func (d *Drawing) UnmarshalJSON(b []byte) error {
	var raw struct {
		Shapes []json.RawMessage
		Names  map[string]json.RawMessage
	}
	if err := json.Unmarshal(b, &raw); err != nil {
		return err
	}
	for _, r := range raw.Shapes {
		s, err := decode(r)
		if err != nil {
			return err
		}
		d.Shapes = append(d.Shapes, s)
	}
	return nil
}

type Wrapper struct {
	D Drawing `json:"d"`
	P *Drawing
	L []Drawing
	M map[string]Drawing
}
type Set map[string]struct{}

func (s Set) MarshalJSON() ([]byte, error) {
	k := []string{}
	for x := range s {
		k = append(k, x)
	}
	return json.Marshal(k)
}
func (s *Set) UnmarshalJSON(b []byte) error {
	var k []string
	if err := json.Unmarshal(b, &k); err != nil {
		return err
	}
	*s = Set{}
	for _, x := range k {
		(*s)[x] = struct{}{}
	}
	return nil
}

type Doc struct {
	S   Set
	Opt *Set
	Any any
	N   json.Number
}

func main() {
	for _, s := range []string{`{"type":"circle","payload":{"R":2}}`, `{"type":"rect","payload":{"W":2,"H":5}}`, `{"type":"x"}`} {
		sh, err := decode([]byte(s))
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Printf("%T %v %v\n", sh, sh, sh.Area())
	}
	var w Wrapper
	err := json.Unmarshal([]byte(`{"d":{"Shapes":[{"type":"circle","payload":{"R":1}}]},"P":{"Shapes":[{"type":"rect","payload":{"W":1,"H":2}}]},"L":[{},{"Shapes":[]}],"M":{"k":{"Shapes":[{"type":"circle","payload":{"R":3}}]}}}`), &w)
	fmt.Println(err, len(w.D.Shapes), w.P.Shapes[0].Area(), len(w.L), w.M["k"].Shapes[0])
	var d Doc
	err = json.Unmarshal([]byte(`{"S":["a","b"],"Opt":["c"],"Any":{"x":[1,2]},"N":12.50}`), &d)
	fmt.Println(err, d.S, *d.Opt, d.Any, d.N)
	b, err := json.Marshal(Doc{S: Set{"q": {}}, Any: Circle{1}, N: "3"})
	fmt.Println(string(b), err)
	b, err = json.Marshal(map[string]any{"c": Circle{2}, "r": &Rect{1, 2}, "l": []Shape{Circle{1}, &Rect{3, 4}}, "n": nil})
	fmt.Println(string(b), err)
	_, err = json.Marshal(make(chan int))
	fmt.Println(err)
	_, err = json.Marshal(struct{ F func() }{})
	fmt.Println(err)
	var se *json.SyntaxError
	err = json.Unmarshal([]byte(`{"a":}`), &d)
	fmt.Println(errors.As(err, &se), err)
	var te *json.UnmarshalTypeError
	err = json.Unmarshal([]byte(`{"R":"x"}`), &Circle{})
	fmt.Println(errors.As(err, &te), err)
	if te != nil {
		fmt.Println(te.Field, te.Value, te.Type, te.Struct)
	}
	var anyv any
	dec := json.NewDecoder(strings.NewReader(`{"a":1,"b":[true,null]}`))
	dec.UseNumber()
	fmt.Println(dec.Decode(&anyv), anyv)
	var list []Circle
	fmt.Println(json.Unmarshal([]byte(`[{"R":1},{"r":2}]`), &list), list)
	var m map[string]*Rect
	fmt.Println(json.Unmarshal([]byte(`{"a":{"W":1}}`), &m), m["a"].W)
	var inter Shape = &Rect{}
	fmt.Println(json.Unmarshal([]byte(`{"W":7}`), inter), inter.(*Rect).W)
}
