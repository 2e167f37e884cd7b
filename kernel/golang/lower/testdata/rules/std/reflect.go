package main

import (
	"fmt"
	"reflect"
	"strings"
	"time"
)

type Base struct {
	ID int `db:"id"`
}
type User struct {
	Base
	Name  string `json:"name" validate:"required,min=3"`
	Age   int    `validate:"min=18"`
	email string
	Tags  []string
	M     map[string]Role
	P     *Role
	F     func(int) string
	When  time.Time
	Any   any
	Role
}
type Role int

func (r Role) String() string        { return [...]string{"admin", "user"}[r] }
func (u User) Hello(x string) string { return "hello " + x + " from " + u.Name }
func (u *User) SetName(n string)     { u.Name = n }

type Shape interface{ Area() float64 }
type Sq struct{ S float64 }

func (s Sq) Area() float64 { return s.S * s.S }

type Gen[T any] struct {
	V T
	L []T
}

func walk(prefix string, v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := 0; i < v.NumField(); i++ {
			f := v.Type().Field(i)
			if !f.IsExported() {
				fmt.Println(prefix+f.Name, "unexported", f.PkgPath != "")
				continue
			}
			walk(prefix+f.Name+".", v.Field(i))
		}
	case reflect.Slice:
		for i := 0; i < v.Len(); i++ {
			walk(fmt.Sprintf("%s[%d]", prefix, i), v.Index(i))
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			fmt.Println(prefix, k, v.MapIndex(k))
		}
	case reflect.Pointer:
		if v.IsNil() {
			fmt.Println(prefix, "nil")
			return
		}
		walk(prefix+"*", v.Elem())
	default:
		fmt.Println(prefix, v.Kind(), v.Type())
	}
}
func validate(x any) (errs []string) {
	v := reflect.ValueOf(x)
	t := v.Type()
	for i := range t.NumField() {
		tag := t.Field(i).Tag.Get("validate")
		if tag == "" {
			continue
		}
		for _, rule := range strings.Split(tag, ",") {
			switch {
			case rule == "required":
				if v.Field(i).IsZero() {
					errs = append(errs, t.Field(i).Name+" required")
				}
			case strings.HasPrefix(rule, "min="):
				var n int
				fmt.Sscanf(rule, "min=%d", &n)
				f := v.Field(i)
				switch f.Kind() {
				case reflect.String:
					if f.Len() < n {
						errs = append(errs, t.Field(i).Name+" short")
					}
				case reflect.Int:
					if f.Int() < int64(n) {
						errs = append(errs, t.Field(i).Name+" small")
					}
				}
			}
		}
	}
	return
}
func main() {
	u := User{Base: Base{7}, Name: "Al", Age: 3, Tags: []string{"a"}, M: map[string]Role{"x": 1}, Role: 1}
	t := reflect.TypeOf(u)
	fmt.Println(t, t.Name(), t.Kind(), t.NumField(), t.PkgPath(), reflect.TypeOf(&u), reflect.TypeOf(&u).Kind(), reflect.TypeOf(&u).Elem() == t, t.String())
	for i := 0; i < t.NumField(); i++ {
		f := t.Field(i)
		fmt.Println(f.Name, f.Type, f.Type.Kind(), f.Tag, f.Tag.Get("json"), f.Anonymous, f.IsExported(), f.Index)
	}
	f, ok := t.FieldByName("Name")
	fmt.Println(f.Name, f.Type, ok)
	_, ok = t.FieldByName("Nope")
	fmt.Println(ok)
	f, ok = t.FieldByName("ID")
	fmt.Println(f.Name, f.Index, ok)
	fmt.Println(validate(u), validate(User{Name: "Alice", Age: 20}))
	walk("u.", reflect.ValueOf(struct {
		A Sq
		B []Sq
		C map[string]int
		D *Sq
		E Role
	}{Sq{2}, []Sq{{1}}, map[string]int{"k": 1}, &Sq{3}, 1}))
	v := reflect.ValueOf(&u).Elem()
	v.FieldByName("Name").SetString("Bob")
	v.Field(2).SetInt(44)
	fmt.Println(u.Name, u.Age, v.FieldByName("ID").Int())
	fmt.Println(v.Field(1).Interface(), v.Field(5).Interface(), v.Field(3).CanSet(), v.Field(1).CanSet(), v.NumField())
	fmt.Println(reflect.TypeOf(Role(1)).Name(), reflect.TypeOf(Role(1)).Kind(), reflect.TypeOf([]Role{}), reflect.TypeOf(map[Role]*User{}), reflect.TypeOf(func(User) error { return nil }), reflect.TypeOf((*Shape)(nil)).Elem(), reflect.TypeOf(Gen[Role]{}))
	fmt.Println(reflect.TypeOf(u) == reflect.TypeOf(User{}), reflect.TypeOf(Sq{}) == reflect.TypeOf(u), reflect.TypeFor[User]() == t)
	fmt.Println(reflect.ValueOf(Role(1)).Int(), reflect.ValueOf(Role(1)).Kind() == reflect.Int, reflect.ValueOf(u).Kind() == reflect.Struct)
	fmt.Println(t.NumMethod(), reflect.TypeOf(&u).NumMethod())
	m, ok := reflect.TypeOf(&u).MethodByName("SetName")
	fmt.Println(m.Name, ok)
	out := reflect.ValueOf(u).MethodByName("Hello").Call([]reflect.Value{reflect.ValueOf("x")})
	fmt.Println(out[0])
	fmt.Println(reflect.TypeOf(Sq{}).Implements(reflect.TypeOf((*Shape)(nil)).Elem()))
	r := v.FieldByName("Role").Interface().(Role)
	fmt.Println(r)
	nv := reflect.New(t).Elem()
	nv.Field(1).SetString("made")
	fmt.Println(nv.Interface().(User).Name)
	fmt.Println(reflect.Zero(t).Interface().(User).Age, reflect.Indirect(reflect.ValueOf(&u)).Type().Name())
}
