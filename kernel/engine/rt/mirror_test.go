package rt

import (
	"fmt"
	"reflect"
	"testing"
)

// TestMirrors: package reflect sees names, tags, embedding and parts of types that are not there.
func TestMirrors(t *testing.T) {
	r := New(Hooks{})
	role := r.NewType("main.Role", "int", true)
	base := r.NewType("main.base", "struct", true)
	base.AddField("ID", `db:"id"`, true, false, nil)
	roles := r.NewType("map[main.Role][]main.Role", "map", false)
	list := r.NewType("main.List", "slice", true)
	list.SetElem(role)
	roles.SetKey(role)
	roles.SetElem(list)
	node := r.NewType("main.Node", "struct", true)
	link := r.NewType("*main.Node", "ptr", false)
	link.SetElem(node)
	node.AddField("base", "", false, true, base)
	node.AddField("Role", `json:"r"`, true, true, role)
	node.AddField("roles", "", false, false, roles)
	node.AddField("Next", "", true, false, link)
	type baseLayout struct{ ID int }
	type layout struct {
		Xbase  baseLayout
		Role   int
		Xroles map[int][]int
		Next   *layout
	}
	x := layout{baseLayout{1}, 2, map[int][]int{3: {4, 5}}, &layout{Role: 9}}
	v := ReflectValueOf(Box(node, x))
	if got := v.Type().Field(3).Type; got != ReflectTypeOf(Box(link, &x)) {
		t.Errorf("type of the field Next: %v is another than that of a pointer", got)
	}
	var got string
	for i := range v.NumField() {
		f := v.Type().Field(i)
		got += fmt.Sprintln(f.Name, f.Type, f.Type.Name(), f.Type.Kind(), f.Tag, f.Anonymous, f.IsExported(), f.PkgPath)
	}
	want := `base main.base base struct  true false main
Role main.Role Role int json:"r" true true 
roles map[main.Role]main.List  map  false false main
Next *main.Node  ptr  false true 
`
	if got != want {
		t.Errorf("fields:\n%swant:\n%s", got, want)
	}
	if v.Type().PkgPath() != "main" || v.Type().Field(2).Type.Elem().Elem().PkgPath() != "main" {
		t.Errorf("package paths %q, %q", v.Type().PkgPath(), v.Type().Field(2).Type.Elem().Elem().PkgPath())
	}
	if got := fmt.Sprintf("%+v", v.Field(2)); got != "map[3:[4 5]]" {
		t.Errorf("the map prints as %s", got)
	}
	if f, ok := v.Type().FieldByName("ID"); !ok || fmt.Sprint(f.Index) != "[0 0]" || v.FieldByName("ID").Int() != 1 {
		t.Errorf("promoted field: %v, %v", f, ok)
	}
	if v.Field(1).CanSet() {
		t.Error("the field of a copy can be set")
	}
	p := ReflectValueOf(Box(link, &x))
	p.Elem().Field(3).Elem().Field(1).SetInt(77)
	if x.Next.Role != 77 {
		t.Errorf("set through a mirror: %d", x.Next.Role)
	}
	if y := r.ReflectInterface(p.Elem().Field(1)); !Eq(y, Box(role, 2)) {
		t.Errorf("Interface() = %v", y)
	}
	if y := r.ReflectInterface(reflect.New(v.Type())); TypeOf(y) != link {
		t.Errorf("a new value's pointer: %v", TypeOf(y))
	}
}
