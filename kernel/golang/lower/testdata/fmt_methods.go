package main

import "fmt"

type ID int

func (i ID) String() string { return "id" }

type User struct{ P *ID }

type Loud struct{ N int }

func (Loud) String() string { panic("in String") }

type Fails struct{ Loud Loud }

func (*Fails) Error() string { panic(fmt.Errorf("in Error")) }

type Leaf struct{ V int }
type Tree struct {
	L *Leaf
	F func()
	C chan int
	M *map[string]int
}

func main() {
	fmt.Println(User{}, Loud{1}, &Fails{}, Fails{})
	fmt.Printf("%v|%s|%d|%q\n", Loud{1}, Loud{2}, Loud{3}, Loud{4})
	t := Tree{L: &Leaf{1}, C: make(chan int), M: &map[string]int{}}
	fmt.Println(fmt.Sprint(t)[:3], fmt.Sprintf("%+v", t)[:5])
	fmt.Printf("%v %+v %#v %s %d\n", Tree{}, Tree{}, Tree{}, Tree{}, Tree{})
	fmt.Println(fmt.Sprintf("%s", t)[:22])
}
