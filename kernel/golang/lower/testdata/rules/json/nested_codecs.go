package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"
)

type Level int

const (
	Low Level = iota
	High
)

func (l Level) MarshalText() ([]byte, error) { return []byte([]string{"low", "high"}[l]), nil }
func (l *Level) UnmarshalText(b []byte) error {
	switch string(b) {
	case "low":
		*l = Low
	case "high":
		*l = High
	default:
		return fmt.Errorf("bad level %q", b)
	}
	return nil
}

type Dur struct{ time.Duration }

func (d Dur) MarshalJSON() ([]byte, error) { return json.Marshal(d.String()) }
func (d *Dur) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	v, err := time.ParseDuration(s)
	d.Duration = v
	return err
}

type Base struct {
	ID      int    `json:"id"`
	Created string `json:"created,omitempty"`
}
type Task struct {
	Base
	Name    string          `json:"name"`
	Level   Level           `json:"level"`
	Timeout Dur             `json:"timeout"`
	Tags    []string        `json:"tags,omitempty"`
	Meta    map[string]any  `json:"meta,omitempty"`
	Sub     []*Task         `json:"sub,omitempty"`
	ByLevel map[Level]int   `json:"by,omitempty"`
	Raw     json.RawMessage `json:"raw,omitempty"`
	Count   int64           `json:"count,string"`
	Opt     *int            `json:"opt"`
	private int
	Skip    string    `json:"-"`
	Zero    time.Time `json:"zero,omitzero"`
}

func main() {
	n := 3
	t := Task{Base: Base{ID: 1}, Name: "a<b>", Level: High, Timeout: Dur{time.Second * 90}, Tags: []string{"x"}, Meta: map[string]any{"k": 1.5, "l": []any{1, "a", nil}},
		Sub: []*Task{{Name: "child"}}, ByLevel: map[Level]int{High: 2, Low: 1}, Raw: json.RawMessage(`{"z":1}`), Count: 77, Opt: &n, private: 5, Skip: "s"}
	b, err := json.Marshal(t)
	fmt.Println(string(b), err)
	var u Task
	err = json.Unmarshal(b, &u)
	fmt.Println(err)
	fmt.Printf("%+v %v %v %v\n", u.Base, u.Name, u.Level, u.Timeout)
	fmt.Println(u.ByLevel, u.Sub[0].Name, *u.Opt, u.Count, string(u.Raw), u.Meta)
	b2, _ := json.Marshal(u)
	fmt.Println(bytes.Equal(b, b2))
	enc := json.NewEncoder(os.Stdout)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	fmt.Println(enc.Encode(t))
	dec := json.NewDecoder(strings.NewReader(`{"id":9,"name":"n","level":"low","timeout":"2s"} {"id":10,"bogus":1}`))
	for dec.More() {
		var x Task
		if err := dec.Decode(&x); err != nil {
			fmt.Println("err", err)
			break
		}
		fmt.Println(x.ID, x.Name, x.Level, x.Timeout)
	}
	dec = json.NewDecoder(strings.NewReader(`{"bogus":1}`))
	dec.DisallowUnknownFields()
	var x Task
	fmt.Println(dec.Decode(&x))
	fmt.Println(json.Unmarshal([]byte(`{"level":"mid"}`), &x))
	fmt.Println(json.Unmarshal([]byte(`{"timeout":"mid"}`), &x))
	fmt.Println(json.Unmarshal([]byte(`{"name":5}`), &x))
	fmt.Println(json.Unmarshal([]byte(`{"sub":[{"name":5}]}`), &x))
	fmt.Println(json.Unmarshal([]byte(`[`), &x))
}
