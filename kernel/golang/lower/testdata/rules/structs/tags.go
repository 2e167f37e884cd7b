// Tags are part of the type: read by reflect and json, ignored by conversions.
package main

import (
	"encoding/json"
	"fmt"
	"reflect"
)

type user struct {
	Name  string `json:"name" db:"user_name,pk"`
	Age   int    `json:"age,omitempty"`
	inner bool
	Tags  []string "json:\"tags\""
	Skip  string   `json:"-"`
}

type plain struct {
	Name  string
	Age   int
	inner bool
	Tags  []string
	Skip  string
}

func main() {
	u := user{Name: "ann", inner: true, Skip: "s"}
	p := plain(u)
	fmt.Println(p, user(p).Name, p.inner)
	b, err := json.Marshal(u)
	fmt.Println(string(b), err)
	b, _ = json.Marshal(p)
	fmt.Println(string(b))
	var back user
	err = json.Unmarshal([]byte(`{"name":"bob","age":3,"Skip":"x","tags":["a"]}`), &back)
	fmt.Printf("%+v %v\n", back, err)
	t := reflect.TypeOf(u)
	for i := range t.NumField() {
		f := t.Field(i)
		fmt.Println(f.Name, f.Type, f.Tag.Get("json"), f.Tag.Get("db"))
	}
	x := struct {
		A int `k:"v"`
	}{1}
	y := struct{ A int }(x)
	fmt.Println(y, any(x) == any(y))
}
