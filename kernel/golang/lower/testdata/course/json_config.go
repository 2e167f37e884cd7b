// JSON: configuration with defaults, tags, custom types, unknown fields, round trips.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"
)

type Duration time.Duration

func (d *Duration) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	v, err := time.ParseDuration(s)
	*d = Duration(v)
	return err
}

func (d Duration) MarshalJSON() ([]byte, error) { return json.Marshal(time.Duration(d).String()) }

type Level int

func (l Level) String() string               { return [...]string{"debug", "info", "error"}[l] }
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

type Config struct {
	Name    string            `json:"name"`
	Workers int               `json:"workers,omitempty"`
	Timeout Duration          `json:"timeout"`
	Hosts   []Host            `json:"hosts"`
	Labels  map[string]string `json:"labels,omitempty"`
	Ratio   *float64          `json:"ratio"`
	secret  string
	Skip    bool `json:"-"`
}

type Host struct {
	Addr string `json:"addr"`
	Port uint16 `json:"port"`
}

func load(text string) (Config, error) {
	c := Config{Name: "unnamed", Workers: 2, secret: "x"}
	dec := json.NewDecoder(strings.NewReader(text))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&c); err != nil {
		return Config{}, fmt.Errorf("config: %w", err)
	}
	return c, nil
}

func main() {
	c, err := load(`{"workers": 8, "timeout": "1m30s", "hosts": [{"addr": "a", "port": 80}, {"addr": "b", "port": 443}], "ratio": 0.5}`)
	fmt.Println(c.Name, c.Workers, time.Duration(c.Timeout), c.Hosts, *c.Ratio, err)
	out, _ := json.Marshal(c)
	fmt.Println(string(out))
	for _, bad := range []string{`{"wrokers": 1}`, `{"workers": "many"}`, `{"hosts": [{"port": 70000}]}`, `{"name": "x"`, `{"timeout": "soon"}`, `[]`} {
		_, err := load(bad)
		var ute *json.UnmarshalTypeError
		fmt.Println(err, "|", errors.As(err, &ute))
	}
	var doc map[string]any
	json.Unmarshal([]byte(`{"a": [1, 2.5, "x", null, true], "b": {"c": 1e3}}`), &doc)
	list := doc["a"].([]interface{})
	fmt.Println(len(list), list, doc["b"].(map[string]any)["c"].(float64))
	for _, v := range list {
		switch x := v.(type) {
		case float64:
			fmt.Print("number ", x, "; ")
		case string:
			fmt.Print("string ", x, "; ")
		case nil:
			fmt.Print("null; ")
		default:
			fmt.Printf("%T; ", x)
		}
	}
	fmt.Println()
	type event struct {
		At    time.Time       `json:"at"`
		Level Level           `json:"level"`
		Raw   json.RawMessage `json:"raw"`
		Extra struct {
			N int `json:"n"`
		} `json:"extra"`
	}
	e := event{At: time.Date(2024, 5, 1, 12, 30, 0, 0, time.UTC), Level: 1, Raw: json.RawMessage(`{"k":[1]}`)}
	e.Extra.N = 3
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetIndent("", "  ")
	if err := enc.Encode(map[string]any{"e": e, "html": "<a&b>", "counts": map[Level]int{0: 1, 2: 3}}); err != nil {
		fmt.Println(err)
	}
	buf.WriteTo(os.Stdout)
	fmt.Println(json.Valid([]byte(`{"a":}`)), json.Valid([]byte(`"ok"`)))
}
