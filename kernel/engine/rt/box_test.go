package rt

import (
	"encoding/json"
	"fmt"
	"io"
	"testing"
)

// celsius describes "type Celsius float64" with a String method, as lowered code does.
func celsius() *Type {
	t := New(Hooks{}).NewType("main.Celsius", "float64", true)
	t.HasMethod("String", "String() string")
	t.SetMethod("String", func(v any) string { return fmt.Sprintf("%.1f°C", v.(float64)) })
	return t
}

func TestBoxIdentity(t *testing.T) {
	c, k := celsius(), New(Hooks{}).NewType("main.Kelvin", "float64", true)
	for _, tt := range []struct {
		a, b any
		want bool
	}{
		{Box(c, 1.0), Box(c, 1.0), true},
		{Box(c, 1.0), Box(c, 2.0), false},
		{Box(c, 1.0), Box(k, 1.0), false},
		{Box(c, 1.0), 1.0, false},
		{nil, nil, true},
	} {
		if got := Eq(tt.a, tt.b); got != tt.want {
			t.Errorf("Eq(%v, %v) = %v", tt.a, tt.b, got)
		}
	}
	m := map[any]int{Box(c, 1.0): 1, Box(k, 1.0): 2, 1.0: 3}
	if len(m) != 3 || m[Box(c, 1.0)] != 1 {
		t.Errorf("map of boxes: %v", m)
	}
}

func TestBoxPrints(t *testing.T) {
	c := celsius()
	p := New(Hooks{}).NewType("main.Point", "struct", true)
	p.AddField("T", "", true, false, c)
	p.AddField("t", "", false, false, c)
	type layout struct{ T, Xt float64 }
	v := Box(p, layout{1, 2})
	for _, tt := range []struct{ format, want string }{
		{"%v", "{1.0°C 2}"},
		{"%+v", "{T:1.0°C t:2}"},
		{"%#v", "main.Point{T:1, t:2}"},
		{"%T", "main.Point"},
	} {
		if got := Sprintf(tt.format, v); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.format, got, tt.want)
		}
	}
	ch := make(chan int)
	if got := Sprintf("%[2]T %[1]v %[2]v|%T", 1, Box(c, 2.0)); got != "main.Celsius 1 2.0°C|%!T(MISSING)" {
		t.Errorf("explicit indexes: %s", got)
	}
	if got, want := Sprintf("%[2]p %[1]v %[2]v", 1, Box(New(Hooks{}).NewType("main.C", "chan", true), ch)), fmt.Sprintf("%[2]p %[1]v %[2]v", 1, ch); got != want {
		t.Errorf("pointers: %s, want %s", got, want)
	}
}

func TestBoxJSON(t *testing.T) {
	p := New(Hooks{}).NewType("main.Point", "struct", true)
	p.AddField("X", `json:"x"`, true, false, nil)
	p.AddField("y", "", false, false, nil)
	p.AddField("Z", `json:"z,omitempty"`, true, false, nil)
	s := New(Hooks{}).NewType("[]main.Point", "slice", false)
	s.SetElem(p)
	type layout struct{ X, Xy, Z int }
	got, err := json.Marshal(map[string]any{"all": Box(s, []layout{{1, 2, 0}, {3, 4, 5}})})
	if want := `{"all":[{"x":1},{"x":3,"z":5}]}`; err != nil || string(got) != want {
		t.Errorf("%s, %v; want %s", got, err, want)
	}
}

func TestBoxHasStandardMethods(t *testing.T) {
	r := New(Hooks{}).NewType("main.Reader", "struct", true)
	r.SetMethod("Read", func(_ any, p []byte) (int, error) { return copy(p, "abc"), io.EOF })
	got, err := io.ReadAll(Box(r, struct{}{}).(io.Reader))
	if string(got) != "abc" || err != nil {
		t.Errorf("ReadAll = %q, %v", got, err)
	}
	if _, ok := Box(r, struct{}{}).(io.Writer); ok {
		t.Error("a reader's box writes")
	}
	e := New(Hooks{}).NewType("main.E", "struct", true)
	e.SetMethod("Error", func(any) string { return "e" })
	e.SetMethod("Unwrap", func(any) error { return io.EOF })
	if got := fmt.Sprintf("%v", fmt.Errorf("w: %w", BoxErr(e, struct{}{}))); got != "w: e" {
		t.Errorf("error: %s", got)
	}
}

func TestSelect(t *testing.T) {
	c, d := make(chan int, 1), make(chan any, 1)
	r := New(Hooks{})
	if i, _, _ := r.Select("rd", c); i != 1 {
		t.Errorf("empty channel: case %d", i)
	}
	if i, _, _ := r.Select("sd", d, nil); i != 0 || len(d) != 1 {
		t.Errorf("send of nil: case %d, %d sent", i, len(d))
	}
	c <- 7
	if i, v, ok := r.Select("r", c); i != 0 || v != 7 || !ok {
		t.Errorf("receive: %d %v %v", i, v, ok)
	}
	close(c)
	if _, v, ok := r.Select("r", c); v != 0 || ok {
		t.Errorf("closed: %v %v", v, ok)
	}
}
