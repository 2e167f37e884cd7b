// Decoding into structs: tags, case, unknown fields, nesting, defaults kept, pointers made.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
)

type Addr struct {
	Street string
	Zip    *string `json:"zip"`
}
type User struct {
	Name  string `json:"name"`
	Age   uint8
	Tags  []string
	Addr  Addr
	Boss  *User `json:"boss"`
	Extra map[string]any
	Any   any
	Arr   [2]int
	skip  int
}

func main() {
	u := User{Tags: []string{"old"}, Arr: [2]int{7, 8}, skip: 4}
	err := json.Unmarshal([]byte(`{"name":"a","AGE":200,"tags":["x","y"],"Addr":{"street":"s","zip":"z"},
		"boss":{"name":"b"},"Extra":{"k":[1,2.5,"s",null,true]},"Any":{"q":1},"Arr":[1],"unknown":1,"skip":9}`), &u)
	fmt.Println(err, u.Name, u.Age, u.Tags, u.Addr.Street, *u.Addr.Zip, u.Boss.Name, u.Extra, u.Any, u.Arr, u.skip)
	err = json.Unmarshal([]byte(`{"Age":300}`), &u)
	fmt.Println(err, u.Age)
	err = json.Unmarshal([]byte(`{"name":5,"Age":1}`), &u)
	fmt.Println(err, u.Age)
	err = json.Unmarshal([]byte(`{"name":"x"`), &u)
	fmt.Println(err)
	var l []User
	fmt.Println(json.Unmarshal([]byte(`[{"name":"p"},{"name":"q","Tags":null}]`), &l), len(l), l[1].Name, l[1].Tags == nil)
	var m map[string]Addr
	fmt.Println(json.Unmarshal([]byte(`{"h":{"Street":"w"}}`), &m), m["h"].Street)
	var te *json.UnmarshalTypeError
	fmt.Println(errors.As(json.Unmarshal([]byte(`{"Arr":"no"}`), &u), &te), te.Field, te.Value)
}
