package grader_test

import (
	"context"
	"fmt"
	"log"
	"os"

	"weft/exercises"
	"weft/grader"
	"weft/grader/inspect"
	"weft/grader/report"
	"weft/grader/result"
	"weft/grader/submission"
)

// A program that grades one file and prints what a student may see. Its own executable examines the text of submissions,
// in processes that can be ended.
func Example() {
	if inspect.IsServer(os.Args) {
		os.Exit(inspect.Serve())
	}
	ctx := context.Background()
	self, err := os.Executable()
	if err != nil {
		log.Fatal(err)
	}
	g, err := grader.Open(ctx, grader.Options{Exercises: exercises.FS(), Inspector: self}, nil)
	if err != nil {
		log.Fatal(err)
	}
	defer g.Close()
	s, err := submission.Read("producers.go", "anna", "producers")
	if err != nil {
		log.Fatal(err)
	}
	r, err := g.Grade(ctx, grader.Job{Exercise: "producers", Submission: s})
	if err != nil {
		log.Fatal(err)
	}
	if r.Status == result.Failed {
		log.Fatal("not graded, and not a zero: ", r.Fault)
	}
	if err := report.Text(os.Stdout, r.ForStudent(false), report.TextOptions{}); err != nil {
		log.Fatal(err)
	}
	fmt.Println(r.Points, "of", r.Max)
}
