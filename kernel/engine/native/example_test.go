package native_test

import (
	"context"
	"errors"
	"fmt"

	"weft/kernel/engine/child"
	"weft/kernel/engine/native"
	"weft/kernel/engine/native/crash"
	"weft/kernel/engine/native/kit"
)

// A program of one file runs as cell 3 under the race detector; sink receives what it prints and shows.
func ExampleEngine_Run() {
	var sink child.Sink
	engine := native.New(native.Options{})
	defer engine.Close()
	file := kit.File{Name: "cell.go", Text: "package main\n\nfunc main() {\n//line cell[3]:1:1\nselect {}\n}\n"}
	result, err := engine.Run(context.Background(), 3, native.Program{
		Job: kit.Job{Packages: []kit.Package{{Path: "main", Files: []kit.File{file}}}, Race: true},
	}, sink)
	var refused *native.BuildError
	var missing *kit.Missing
	switch {
	case errors.As(err, &refused):
		fmt.Println(refused.Diagnostics)
	case errors.As(err, &missing):
		fmt.Println(missing.What, missing.Remedy)
	case err != nil:
		fmt.Println("a failure of ours:", err)
	case result.Crash != nil && result.Crash.Kind == crash.Deadlock:
		for _, g := range result.Crash.Goroutines {
			fmt.Println(g.ID, g.State, crash.InCells(g.Frames))
		}
	}
	for _, race := range result.Races {
		for _, access := range race.Accesses {
			fmt.Println(access.Write, access.At())
		}
	}
}
