// log with prefix and flags to a writer; log.Printf with %T.
package main

import (
	"fmt"
	"log"
	"os"
)

type T struct{ n int }

func (t T) String() string { return fmt.Sprint("<", t.n, ">") }

func main() {
	l := log.New(os.Stdout, "p: ", log.Lmsgprefix)
	l.Println("x", T{1})
	l.Printf("%v %T %+v", T{2}, T{3}, []T{{4}})
	log.SetOutput(os.Stdout)
	log.SetFlags(0)
	log.Print("a", "b", 1, 2)
	defer func() { fmt.Println("recovered", recover()) }()
	log.Panicln("panic", T{5})
}
