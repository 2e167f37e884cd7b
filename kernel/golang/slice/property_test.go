package slice

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// A maker invents types, and values of them, as source.
type maker struct {
	*rapid.T
	decls strings.Builder // of named types
	named int
}

// typ is a type and the maker of its values.
func (m *maker) typ(depth int) (text string, value func() string) {
	kind := rapid.IntRange(0, 13).Draw(m.T, "kind")
	if depth == 0 {
		kind %= 6
	}
	switch kind {
	case 0:
		return "int", func() string { return strconv.Itoa(rapid.Int().Draw(m.T, "int")) }
	case 1:
		return "string", func() string { return strconv.Quote(rapid.StringN(0, 5, -1).Draw(m.T, "string")) }
	case 2:
		return "float64", func() string {
			return "float64(" + strconv.FormatFloat(rapid.Float64().Draw(m.T, "float"), 'g', -1, 64) + ")"
		}
	case 3:
		return "bool", func() string { return strconv.FormatBool(rapid.Bool().Draw(m.T, "bool")) }
	case 4:
		name := rapid.SampledFrom([]string{"int8", "uint16", "int32", "uint64", "uint8"}).Draw(m.T, "number")
		return name, func() string { return fmt.Sprintf("%s(%d)", name, rapid.IntRange(0, 127).Draw(m.T, "value")) }
	case 5:
		return "complex128", func() string { return fmt.Sprintf("complex(%d, 0.5)", rapid.IntRange(-9, 9).Draw(m.T, "real")) }
	case 6:
		elem, v := m.typ(depth - 1)
		return "[]" + elem, func() string { return m.list("[]"+elem, v) }
	case 7:
		elem, v := m.typ(depth - 1)
		return "[2]" + elem, func() string { return "[2]" + elem + "{" + v() + ", " + v() + "}" }
	case 8:
		elem, v := m.typ(depth - 1)
		return "map[string]" + elem, func() string {
			if rapid.Bool().Draw(m.T, "nil") {
				return "map[string]" + elem + "(nil)"
			}
			return "map[string]" + elem + "{\"a\": " + v() + ", \"\": " + v() + "}"
		}
	case 9:
		elem, v := m.typ(depth - 1)
		return "*" + elem, func() string {
			if rapid.Bool().Draw(m.T, "nil") {
				return "(*" + elem + ")(nil)"
			}
			return "func() *" + elem + " { v := " + elem + "(" + v() + "); return &v }()"
		}
	case 10:
		a, x := m.typ(depth - 1)
		b, y := m.typ(depth - 1)
		text := "struct { a " + a + "; B " + b + " }"
		return text, func() string { return text + "{" + x() + ", " + y() + "}" }
	case 11:
		return "any", func() string {
			_, v := m.typ(0)
			return "any(" + v() + ")"
		}
	default:
		under, v := m.typ(depth - 1)
		if strings.HasPrefix(under, "*") || under == "any" {
			return under, v
		}
		name := fmt.Sprintf("N%d", m.named)
		m.named++
		fmt.Fprintf(&m.decls, "type %s %s\n", name, under)
		return name, func() string { return name + "(" + v() + ")" }
	}
}

func (m *maker) list(text string, v func() string) string {
	n := rapid.IntRange(-1, 3).Draw(m.T, "length")
	if n < 0 {
		return text + "(nil)"
	}
	var values []string
	for range n {
		values = append(values, v())
	}
	return text + "{" + strings.Join(values, ", ") + "}"
}

// TestRoundTrips: values of invented types go from the interpreter into a compiled cell, from there as new
// variables back into the interpreter, and into another compiled cell; compiled code compares them with what they were.
func TestRoundTrips(t *testing.T) {
	const variables = 40
	b := newBuilder(t)
	n := newNotebook(t)
	m := &maker{}
	var session, first, second strings.Builder
	var values []string
	for i := range variables {
		one := rapid.Custom(func(rt *rapid.T) [3]string {
			m.T = rt
			text, value := m.typ(3)
			return [3]string{text, value(), ""}
		}).Example(i)
		fmt.Fprintf(&session, "var v%d %s = %s\n", i, one[0], one[1])
		fmt.Fprintf(&first, "if want := (func() %s { return %s })(); !reflect.DeepEqual(v%d, want) { fmt.Printf(\"v%d: %%#v\\n\", v%d) }\nw%d := v%d\n", one[0], one[1], i, i, i, i, i)
		fmt.Fprintf(&second, "if want := (func() %s { return %s })(); !reflect.DeepEqual(w%d, want) { fmt.Printf(\"w%d: %%#v\\n\", w%d) }\n", one[0], one[1], i, i, i)
		values = append(values, fmt.Sprintf("%d: %s = %s", i, one[0], one[1]))
	}
	n.cell(m.decls.String() + session.String())
	const imports = "import (\"fmt\"; \"reflect\")\n"
	step := func(name, src string) {
		p, refused := Of(n.next(imports+src), Options{})
		if p == nil {
			t.Fatalf("%v\n%s", refused, m.decls.String()+strings.Join(values, "\n"))
		}
		b.names = nil
		b.add(name, p.Files...)
		b.build()
		in, out := filepath.Join(b.dir, name+".in"), filepath.Join(b.dir, name+".out")
		n.generated(p.ExportTo(in))
		if text := b.run(name, in, out); text != "" {
			t.Errorf("%s: %s\n%s", name, text, m.decls.String()+strings.Join(values, "\n"))
		}
		n.declare(p.Declare)
		n.generated(p.ImportFrom(out))
	}
	step("there", first.String())
	step("back", second.String())
}
