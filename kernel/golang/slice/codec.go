package slice

import (
	"fmt"
	"go/types"
	"strings"
)

// A codec writes the functions that put values of types into a cross.Writer and get them out of a
// cross.Reader. They are ordinary Go without reflection, the same for both sides.
type codec struct {
	text    func(types.Type) string        // a type as the code writes it
	pkg     func(path, name string) string // the name of a package
	dynamic func(types.Type) []types.Type  // what may stand behind an interface
	numbers map[string]int                 // of types with functions, by typeKey
	puts    []string
	gets    []string
}

func newCodec(text func(types.Type) string, pkg func(path, name string) string, dynamic func(types.Type) []types.Type) *codec {
	return &codec{text: text, pkg: pkg, dynamic: dynamic, numbers: map[string]int{}}
}

// cross is a name of the run-time library.
func (c *codec) cross(name string) string { return c.pkg(CrossPath, "cross") + "." + name }

// put is a statement that writes the value of an expression of type t with ᐧw.
func (c *codec) put(t types.Type, x string) string {
	if m := direct(t); m != "" {
		return mark + "w." + m + "(" + x + ")\n"
	}
	if b := basicOf(t); b != "" {
		return mark + "w." + b + "(" + basicName(t) + "(" + x + "))\n"
	}
	if c.plainError(t) {
		return mark + "w.ErrorValue(" + x + ")\n"
	}
	return fmt.Sprintf("%sput%d(%sw, %s)\n", mark, c.number(t), mark, x)
}

// get is an expression that reads a value of type t with ᐧr.
func (c *codec) get(t types.Type) string {
	if m := direct(t); m != "" {
		call := mark + "r." + m + "()"
		if _, named := types.Unalias(t).(*types.Named); named {
			return c.text(t) + "(" + call + ")"
		}
		return call
	}
	if b := basicOf(t); b != "" {
		return c.text(t) + "(" + mark + "r." + b + "())"
	}
	if c.plainError(t) {
		return mark + "r.ErrorValue()"
	}
	return fmt.Sprintf("%sget%d(%sr)", mark, c.number(t), mark)
}

// plainError reports whether values of t are errors of which none is of a type of the session.
func (c *codec) plainError(t types.Type) bool { return isError(t) && len(c.dynamic(t)) == 0 }

// basicOf is the method for a type whose underlying type is basic.
func basicOf(t types.Type) string {
	b, ok := t.Underlying().(*types.Basic)
	if !ok {
		return ""
	}
	if b.Kind() == types.String {
		return "Text"
	}
	name := types.Typ[b.Kind()].Name()
	return strings.ToUpper(name[:1]) + name[1:]
}

func basicName(t types.Type) string {
	return types.Typ[t.Underlying().(*types.Basic).Kind()].Name()
}

// direct is the method that takes values of type t as they are: for basic types, and slices and maps of
// them, also where these are named.
func direct(t types.Type) string {
	plain := func(t types.Type) string {
		if b, ok := types.Unalias(t).(*types.Basic); ok {
			return basicOf(b)
		}
		return ""
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return plain(t)
	case *types.Slice:
		switch e := plain(u.Elem()); e {
		case "":
		case "Uint8":
			return "Bytes"
		default:
			return e + "s"
		}
	case *types.Map:
		k, v := plain(u.Key()), plain(u.Elem())
		if (k == "Text" || k == "Int" || k == "Int32") && (v == "Text" || v == "Int" || v == "Float64" || v == "Bool") {
			return "Map" + k + v
		}
	}
	return ""
}

// number is the number of the functions for a type, which it writes if there are none yet.
func (c *codec) number(t types.Type) int {
	key := typeKey(t)
	if n, ok := c.numbers[key]; ok {
		return n
	}
	n := len(c.numbers)
	c.numbers[key] = n
	put, get := c.bodies(t)
	text := c.text(t)
	c.puts = append(c.puts, fmt.Sprintf("func %[1]sput%[2]d(%[1]sw *%[3]s, %[1]sv %[4]s) {\n%[5]s}\n", mark, n, c.cross("Writer"), text, put))
	c.gets = append(c.gets, fmt.Sprintf("func %[1]sget%[2]d(%[1]sr *%[3]s) %[4]s {\n%[5]s}\n", mark, n, c.cross("Reader"), text, get))
	return n
}

// bodies are those of the two functions.
func (c *codec) bodies(t types.Type) (put, get string) {
	if n, ok := types.Unalias(t).(*types.Named); ok && n.Obj().Pkg() != nil {
		if m := marshalled(n); m != nil {
			return c.marshal(n, m)
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		put, get = c.pointer(t, u)
	case *types.Slice:
		put, get = c.slice(t, u)
	case *types.Array:
		put, get = c.array(t, u)
	case *types.Map:
		put, get = c.mapping(t, u)
	case *types.Struct:
		put, get = c.structure(t, u)
	case *types.Interface:
		put, get = c.iface(t)
	default:
		panic("slice: no codec for " + t.String())
	}
	// ᐧ is written @ in the texts below.
	return strings.ReplaceAll(put, "@", mark), strings.ReplaceAll(get, "@", mark)
}

// marshal uses the methods of a type. A time also keeps the name of its zone.
func (c *codec) marshal(n *types.Named, m *methods) (put, get string) {
	put = "@w.Marshal(@v." + m.write + ")\n"
	get = "var @v " + c.text(n) + "\n@r.Unmarshal(@v." + m.read + ")\nreturn @v\n"
	if n.Obj().Name() == "Time" {
		put += "@w.Text(@v.Location().String())\n"
		get = "var @v " + c.text(n) + "\n@r.Unmarshal(@v.UnmarshalBinary)\n@n := @r.Text()\n" + strings.ReplaceAll(
			`if @z, @o := @v.Zone(); @n != "UTC" && @n != "Local" {
@l, @e := time.LoadLocation(@n)
if @e == nil && @n != "" {
if @y, @p := @v.In(@l).Zone(); @y == @z && @p == @o {
return @v.In(@l)
}
}
return @v.In(time.FixedZone(@n, @o))
}
return @v
`, "time.", c.pkg("time", "time")+".")
	}
	return strings.ReplaceAll(put, "@", mark), strings.ReplaceAll(get, "@", mark)
}

// pointer keeps the identity of pointers.
func (c *codec) pointer(t types.Type, u *types.Pointer) (put, get string) {
	plain := types.NewPointer(u.Elem())
	p := "@v"
	if _, named := types.Unalias(t).(*types.Named); named {
		p = "(" + c.text(plain) + ")(@v)"
	}
	put = "if @v == nil {\n@w.Nil()\n} else if @w.Pointer(" + p + ") {\n" + c.put(u.Elem(), "*@v") + "@w.Leave()\n}\n"
	get = "@i, @f := @r.Pointer()\nif !@f {\n@p, @ok := @r.Known(@i).(" + c.text(plain) + ")\nif !@ok && @i != 0 {\n@r.Fail(\"another type\")\n}\nreturn @p\n}\n" +
		"@p := new(" + c.text(u.Elem()) + ")\n@r.Keep(@i, @p)\n*@p = " + c.get(u.Elem()) + "\n@r.Leave()\nreturn @p\n"
	return put, get
}

// nested goes one level deeper around elements: types such as tree in "type tree []tree" contain themselves.
func nested(enter, leave, loop string) string {
	return "if " + enter + " {\n" + loop + leave + "\n}\n"
}

func (c *codec) slice(t types.Type, u *types.Slice) (put, get string) {
	put = "if @v == nil {\n@w.Nil()\nreturn\n}\n@w.Len(len(@v))\n" +
		nested("@w.Enter()", "@w.Leave()", "for @i := range @v {\n"+c.put(u.Elem(), "@v[@i]")+"}\n")
	get = "@n := @r.Len()\nif @n < 0 {\nreturn nil\n}\n@v := make(" + c.text(t) + ", @n)\n" +
		nested("@r.Enter()", "@r.Leave()", "for @i := range @v {\n@v[@i] = "+c.get(u.Elem())+"\n}\n") + "return @v\n"
	return put, get
}

func (c *codec) array(t types.Type, u *types.Array) (put, get string) {
	if u.Len() == 0 {
		return "@w.Empty()\n", "@r.Empty()\nreturn " + c.text(t) + "{}\n"
	}
	put = "for @i := range @v {\n" + c.put(u.Elem(), "@v[@i]") + "}\n"
	get = "var @v " + c.text(t) + "\nfor @i := range @v {\n@v[@i] = " + c.get(u.Elem()) + "\n}\nreturn @v\n"
	return put, get
}

func (c *codec) mapping(t types.Type, u *types.Map) (put, get string) {
	put = "if @v == nil {\n@w.Nil()\nreturn\n}\n@w.Len(len(@v))\n" +
		nested("@w.Enter()", "@w.Leave()", "for @k, @e := range @v {\n"+c.put(u.Key(), "@k")+c.put(u.Elem(), "@e")+"}\n")
	get = "@n := @r.Len()\nif @n < 0 {\nreturn nil\n}\n@v := make(" + c.text(t) + ")\n" +
		nested("@r.Enter()", "@r.Leave()", "for range @n {\n@k := "+c.get(u.Key())+"\n@v[@k] = "+c.get(u.Elem())+"\nif @r.Err() != nil {\nbreak\n}\n}\n") + "return @v\n"
	return put, get
}

func (c *codec) structure(t types.Type, u *types.Struct) (put, get string) {
	for f := range u.Fields() {
		if f.Name() != "_" {
			put += c.put(f.Type(), "@v."+f.Name())
			get += "@v." + f.Name() + " = " + c.get(f.Type()) + "\n"
		}
	}
	if put == "" {
		put, get = "@w.Empty()\n", "@r.Empty()\n"
	}
	return put, "var @v " + c.text(t) + "\n" + get + "return @v\n"
}

// iface writes the number of the type of the value, and the value.
func (c *codec) iface(t types.Type) (put, get string) {
	put = "switch @x := @v.(type) {\ncase nil:\n@w.Uint16(0)\n"
	get = "@n := @r.Uint16()\nif !@r.Enter() {\nreturn nil\n}\nvar @v " + c.text(t) + "\nswitch @n {\ncase 0:\n"
	last := 0
	for i, d := range c.dynamic(t) {
		last = i + 1
		put += fmt.Sprintf("case %s:\n@w.Uint16(%d)\nif @w.Enter() {\n%s@w.Leave()\n}\n", c.text(d), last, c.put(d, "@x"))
		get += fmt.Sprintf("case %d:\n@v = %s\n", last, c.get(d))
	}
	if isError(t) {
		put += fmt.Sprintf("default:\n_ = @x\n@w.Uint16(%d)\n@w.ErrorValue(@v)\n}\n", last+1)
		get += fmt.Sprintf("case %d:\n@v = @r.ErrorValue()\n", last+1)
		return put, get + "default:\n@r.Fail(\"an unknown type\")\n}\n@r.Leave()\nreturn @v\n"
	}
	put += "default:\n_ = @x\n@w.Fail(\"it holds a value of a type that cannot leave its process\")\n}\n"
	return put, get + "default:\n@r.Fail(\"an unknown type\")\n}\n@r.Leave()\nreturn @v\n"
}
