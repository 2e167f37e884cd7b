package display

import (
	"encoding/base64"
	"fmt"
	"image"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// Of renders any value. What a value's own methods offer (see [HTMLer] and the interfaces after it)
// and, for an image.Image, a PNG, come with the text that the value has in Go:
//
//	"tide"  3  2.5  nil  [1 2 3]  map["a":1]  {Name:"A" Height:2}  &{X:1 Y:2}  func(int) string
//
// Errors, fmt.Stringers, times and durations are shown as the text that they give. Long slices, maps,
// strings and deep or cyclic values are shortened, with a count of what is left out. Of reads the value
// while it works: a map that another goroutine changes at the same time ends the program, as
// everywhere in Go. Methods that panic are named in the text.
func Of(v any) Bundle {
	switch b := v.(type) {
	case Bundle:
		return complete(b, func() string { return strings.Join(slices.Sorted(maps.Keys(b.Data)), ", ") })
	case *Bundle:
		if b != nil {
			return Of(*b)
		}
	}
	r := renderer{value: v, data: map[string]any{}}
	r.formats()
	if m, ok := v.(image.Image); ok && len(r.data) == 0 {
		if !nilPointer(v) {
			return Image(m)
		}
	}
	if _, ok := r.data[mimeText].(string); !ok {
		r.data[mimeText] = goText(v)
	}
	if len(r.problems) > 0 {
		r.data[mimeText] = fmt.Sprint(r.data[mimeText], "\n", strings.Join(r.problems, "\n"))
	}
	return checked(Bundle{Data: r.data})
}

// A renderer collects what the methods of one value offer.
type renderer struct {
	value    any
	data     map[string]any
	problems []string // methods that panicked
}

func (r *renderer) formats() {
	if nilPointer(r.value) {
		return
	}
	for _, f := range []struct{ method, mime string }{
		{"HTML", mimeHTML}, {"SVG", mimeSVG}, {"Markdown", mimeMarkdown}, {"LaTeX", mimeLaTeX},
	} {
		r.call(f.method, func(m any) {
			if render, ok := m.(func() string); ok {
				r.data[f.mime] = render()
			}
		})
	}
	for _, f := range []struct{ method, mime string }{{"PNG", mimePNG}, {"JPEG", mimeJPEG}} {
		r.call(f.method, func(m any) {
			if render, ok := m.(func() []byte); ok {
				r.data[f.mime] = base64.StdEncoding.EncodeToString(render())
			}
		})
	}
	r.call("JSON", func(m any) {
		if render, ok := m.(func() any); ok {
			r.json(render())
		}
	})
	r.call("MIMEBundle", func(m any) {
		if render, ok := m.(func() map[string]any); ok {
			r.merge(render())
		}
	})
}

func (r *renderer) json(v any) {
	raw, err := encodeJSON(v)
	if err != nil {
		r.problems = append(r.problems, err.Error())
		return
	}
	r.data[mimeJSON] = raw
}

func (r *renderer) merge(data map[string]any) {
	for mime, d := range data {
		if b, ok := d.([]byte); ok {
			d = base64.StdEncoding.EncodeToString(b)
		}
		r.data[mime] = d
	}
}

// call hands the value's method, as a func value, to use, and survives its panic.
func (r *renderer) call(name string, use func(method any)) {
	m := method(r.value, name)
	if m == nil {
		return
	}
	defer func() {
		if p := recover(); p != nil {
			r.problems = append(r.problems, fmt.Sprintf("(panic in method %s: %v)", name, p))
		}
	}()
	use(m)
}

// method returns v's method as a func value, or nil. It names each one instead of asking reflection
// for a method by name, which would keep every method of a program from being linked away.
func method(v any, name string) any {
	if d, ok := v.(Described); ok {
		if rv, t := d.Describe(); t != nil {
			if m := t.Method(rv, name); m != nil {
				return m
			}
		}
	}
	switch name {
	case "HTML":
		if m, ok := v.(HTMLer); ok {
			return m.HTML
		}
	case "SVG":
		if m, ok := v.(SVGer); ok {
			return m.SVG
		}
	case "PNG":
		if m, ok := v.(PNGer); ok {
			return m.PNG
		}
	case "JPEG":
		if m, ok := v.(JPEGer); ok {
			return m.JPEG
		}
	case "Markdown":
		if m, ok := v.(Markdowner); ok {
			return m.Markdown
		}
	case "LaTeX":
		if m, ok := v.(LaTeXer); ok {
			return m.LaTeX
		}
	case "JSON":
		if m, ok := v.(JSONer); ok {
			return m.JSON
		}
	case "MIMEBundle":
		if m, ok := v.(MIMEBundler); ok {
			return m.MIMEBundle
		}
	case "Error":
		if m, ok := v.(error); ok {
			return m.Error
		}
	case "String":
		if m, ok := v.(fmt.Stringer); ok {
			return m.String
		}
	}
	return nil
}

func nilPointer(v any) bool {
	rv, _ := reflected(v)
	return rv.Kind() == reflect.Pointer && rv.IsNil()
}
