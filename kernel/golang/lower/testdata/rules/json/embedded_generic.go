package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
)

type Animal struct {
	Name string
	Legs int `json:",omitempty"`
}
type Dog struct {
	*Animal
	Breed string
}
type Cat struct {
	Animal `json:"animal"`
	Indoor bool
}
type hidden struct {
	X int
	y int
}
type Outer struct {
	hidden
	Z int
}
type Color struct{ r, g, b uint8 }

func (c Color) MarshalText() ([]byte, error) {
	return []byte(fmt.Sprintf("#%02x%02x%02x", c.r, c.g, c.b)), nil
}
func (c *Color) UnmarshalText(t []byte) error {
	_, err := fmt.Sscanf(string(t), "#%02x%02x%02x", &c.r, &c.g, &c.b)
	return err
}

type Palette struct {
	Main   Color
	Others []Color
	Named  map[string]Color
	Index  map[Color]string
	P      *Color
}
type Opt[T any] struct {
	V  T
	Ok bool
}

func (o Opt[T]) MarshalJSON() ([]byte, error) {
	if !o.Ok {
		return []byte("null"), nil
	}
	return json.Marshal(o.V)
}
func (o *Opt[T]) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		o.Ok = false
		return nil
	}
	o.Ok = true
	return json.Unmarshal(b, &o.V)
}

type User struct {
	Name string
	Age  Opt[int]
	Nick Opt[string]
}
type Tree struct {
	Val  int
	L, R *Tree `json:",omitempty"`
}
type Page[T any] struct {
	Items []T
	Next  *string
}

func main() {
	show := func(v any) { b, err := json.Marshal(v); fmt.Println(string(b), err) }
	show(Dog{&Animal{"Rex", 4}, "lab"})
	show(Dog{nil, "lab"})
	show(Cat{Animal{"Tom", 0}, true})
	show(Outer{hidden{1, 2}, 3})
	show(Palette{Main: Color{1, 2, 3}, Others: []Color{{255, 0, 0}}, Named: map[string]Color{"x": {0, 0, 9}}, Index: map[Color]string{{1, 1, 1}: "one"}})
	show(User{"bob", Opt[int]{3, true}, Opt[string]{}})
	show(&Tree{1, &Tree{Val: 2}, nil})
	show(Page[User]{Items: []User{{Name: "a"}}})
	show([]byte("hi"))
	show([3]int{1, 2, 3})
	show(map[int]string{2: "b", 1: "a"})
	show(struct {
		A int
		B string `json:"bee"`
		C []int
		D map[string]int
		E *int
		F float64
	}{1, "x", nil, nil, nil, 1e21})
	var d Dog
	fmt.Println(json.Unmarshal([]byte(`{"Name":"Max","Legs":4,"Breed":"pug"}`), &d), d.Animal, d.Breed)
	var c Cat
	fmt.Println(json.Unmarshal([]byte(`{"animal":{"Name":"Tim"},"Indoor":true}`), &c), c)
	var o Outer
	fmt.Println(json.Unmarshal([]byte(`{"X":5,"Z":6}`), &o), o)
	var u User
	fmt.Println(json.Unmarshal([]byte(`{"Name":"z","Age":41,"Nick":null}`), &u), u)
	var p Palette
	fmt.Println(json.Unmarshal([]byte(`{"Main":"#010203","Others":["#ff0000"],"Named":{"q":"#00ff00"},"P":"#0a0b0c","Index":{"#010101":"w"}}`), &p), p.Main, p.Others, p.Named, *p.P, p.Index)
	var t Tree
	fmt.Println(json.Unmarshal([]byte(`{"Val":1,"L":{"Val":2,"R":{"Val":3}}}`), &t), t.L.R.Val)
	var pg Page[User]
	fmt.Println(json.Unmarshal([]byte(`{"Items":[{"Name":"q","Age":3}],"Next":"n"}`), &pg), pg.Items, *pg.Next)
	json.NewEncoder(os.Stdout).Encode(u)
	b, _ := json.MarshalIndent([]User{u}, ">", "\t")
	fmt.Println(string(b))
	dec := json.NewDecoder(strings.NewReader(`[{"Name":"a"},{"Name":"b"}]`))
	tok, _ := dec.Token()
	fmt.Printf("%T %v\n", tok, tok)
	for dec.More() {
		var x User
		dec.Decode(&x)
		fmt.Println(x.Name)
	}
	fmt.Println(json.Valid([]byte(`{}`)))
	var e struct {
		A []struct{ B int }
		C struct{ D string }
	}
	fmt.Println(json.Unmarshal([]byte(`{"A":[{"B":1}],"C":{"D":"x"}}`), &e), e)
}
