package kit_test

import (
	"context"
	"errors"
	"fmt"
	"log"

	"weft/kernel/engine/native/kit"
)

func Example() {
	ctx := context.Background()
	k, err := kit.Open(ctx, kit.Options{Progress: func(s kit.Step) { fmt.Println(s.Done, "of", s.Total, s.Package) }})
	if missing := (*kit.Missing)(nil); errors.As(err, &missing) {
		fmt.Println(missing.What, "- what to do:", missing.Remedy)
		return
	}
	if err != nil {
		log.Fatal(err)
	}
	r, err := k.Build(ctx, kit.Job{Packages: []kit.Package{{
		Path:  "main",
		Files: []kit.File{{Name: "cell.go", Text: "package main\n\n//line cell[1]:1:1\nfunc main() { println(42) }\n"}},
	}}})
	if err != nil {
		log.Fatal(err)
	}
	for _, d := range r.Diagnostics {
		fmt.Printf("%s:%d:%d: %s\n", d.File, d.Line, d.Col, d.Text)
	}
	fmt.Println("the program is", r.Binary)
}
