package display

import "reflect"

// Each interface below is optional: a value that has the method is rendered in that format too.
// [Of] calls all of them that a value has, and never calls one on a nil pointer.
type (
	// An HTMLer renders itself as text/html. Escape what strangers wrote with html.EscapeString.
	HTMLer interface{ HTML() string }
	// An SVGer renders itself as an SVG document.
	SVGer interface{ SVG() string }
	// A PNGer renders itself as an encoded PNG image.
	PNGer interface{ PNG() []byte }
	// A JPEGer renders itself as an encoded JPEG image.
	JPEGer interface{ JPEG() []byte }
	// A Markdowner renders itself as Markdown.
	Markdowner interface{ Markdown() string }
	// A LaTeXer renders itself as LaTeX, with its $ or \begin.
	LaTeXer interface{ LaTeX() string }
	// A JSONer renders itself as a tree: JSON returns what encoding/json then encodes.
	JSONer interface{ JSON() any }
	// A MIMEBundler renders itself in any formats it likes: MIME type to string, to []byte for an
	// image, or to a value for a JSON type. These win over the methods above.
	MIMEBundler interface{ MIMEBundle() map[string]any }
)

// A Described value stands for a value whose Go type reflection cannot see, such as one of a type
// that a notebook cell declares. The engine that runs the cell wraps such values; learners never
// meet them.
type Described interface {
	Describe() (reflect.Value, Type)
}

// A Type tells what Go calls a type and its parts, where reflection has other names or none. The
// value that goes with it has the shape that reflection shows.
type Type interface {
	String() string                          // "station", "[]station", "map[string]*main.station"
	Key() Type                               // of a map; nil: as reflection says
	Elem() Type                              // of a pointer, slice, array, map, channel; nil: as reflection says
	Field(i int) (name string, t Type)       // of a struct, in declaration order; "" and nil: as reflection says
	Method(v reflect.Value, name string) any // v's bound method as a func value, such as func() string; nil if none
}
