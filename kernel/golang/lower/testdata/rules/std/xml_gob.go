package main

import (
	"bytes"
	"encoding/gob"
	"encoding/xml"
	"fmt"
	"os"
	"strings"
	"time"
)

type Addr struct {
	City string `xml:"city,attr"`
	Zip  int    `xml:"zip,omitempty"`
}
type base struct{ Note string }
type Person struct {
	XMLName xml.Name `xml:"person"`
	Name    string   `xml:"name"`
	Age     int      `xml:"age,attr"`
	Addrs   []Addr   `xml:"addrs>addr"`
	Ptr     *Addr
	base
	secret  string
	When    time.Time
	Comment string `xml:",comment"`
}
type Plain struct {
	A, B int
	C    []string
	D    map[string]float64
	E    *Plain
	f    int
}
type Kind int
type Ev struct {
	K Kind
	M map[Kind][]Plain
}

func main() {
	p := Person{Name: "ann <x>", Age: 3, Addrs: []Addr{{"a", 1}, {"b", 0}}, Ptr: &Addr{"p", 9}, base: base{"n"}, secret: "s", When: time.Unix(0, 0).UTC(), Comment: "c"}
	b, err := xml.MarshalIndent(p, "", " ")
	fmt.Println(string(b), err)
	var q Person
	fmt.Println(xml.Unmarshal(b, &q), q.Name, q.Age, q.Addrs, *q.Ptr, q.Note, q.secret == "", q.When)
	b, err = xml.Marshal(Addr{"x", 2})
	fmt.Println(string(b), err)
	b, err = xml.Marshal([]Addr{{"x", 2}, {"y", 3}})
	fmt.Println(string(b), err)
	b, err = xml.Marshal(Plain{D: map[string]float64{"a": 1}})
	fmt.Println(string(b), err)
	e := xml.NewEncoder(os.Stdout)
	fmt.Println(e.Encode(&Addr{"enc", 1}))
	var a Addr
	fmt.Println(xml.NewDecoder(strings.NewReader(`<Addr city="dec"><zip>5</zip></Addr>`)).Decode(&a), a)
	fmt.Println(xml.Unmarshal([]byte(`<Addr city="dec"><zip>x</zip></Addr>`), &a))
	fmt.Println(xml.Unmarshal([]byte(`<Addr/>`), a))
	var buf bytes.Buffer
	enc := gob.NewEncoder(&buf)
	pl := Plain{1, 2, []string{"x"}, map[string]float64{"k": 1.5}, &Plain{A: 9}, 7}
	fmt.Println(enc.Encode(pl), enc.Encode(&Ev{3, map[Kind][]Plain{1: {{A: 4}}}}))
	dec := gob.NewDecoder(&buf)
	var out Plain
	var ev Ev
	fmt.Println(dec.Decode(&out), dec.Decode(&ev), out.A, out.C, out.D, out.E.A, out.f, ev)
	var wrong struct{ Z string }
	gob.NewEncoder(&buf).Encode(pl)
	fmt.Println(gob.NewDecoder(&buf).Decode(&wrong))
	fmt.Println(gob.NewEncoder(&buf).Encode(struct{ a int }{1}))
}
