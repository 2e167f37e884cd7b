package bubble_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"weft/kernel/needs"
)

// driver runs a program of the document, whose main is called program, as weft does.
const driver = `package main
import "fmt"
import "os"
import "time"
import "weft/kernel/engine/native/bubble/run"
func main() {
	out, err := run.Func(run.Options{Still: 400*time.Millisecond}, program)
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	if out.End == run.Returned {
		fmt.Println("virtual time:", out.Elapsed)
	}
	fmt.Print(out.Explain())
}
`

// TestDocument runs the programs of docs/VIRTUAL.md and compares what they answer.
func TestDocument(t *testing.T) {
	if racing {
		t.Skip("the same without the race detector")
	}
	needs.Tools(t, "go")
	text, err := os.ReadFile(filepath.Join("..", "..", "..", "..", "docs", "VIRTUAL.md"))
	if err != nil {
		t.Fatal(err)
	}
	examples := regexp.MustCompile("(?s)```go\n(.*?)```\n\n```text\n(.*?)```").FindAllStringSubmatch(string(text), -1)
	if len(examples) < 4 {
		t.Fatalf("found %d programs", len(examples))
	}
	for i, e := range examples {
		t.Run(strconv.Itoa(i+1), func(t *testing.T) {
			got := numbered(runProgram(t, e[1]))
			// A loop runs or is about to.
			got = strings.ReplaceAll(got, ": runnable at", ": running at")
			if want := numbered(e[2]); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func runProgram(t *testing.T, program string) string {
	t.Helper()
	dir := t.TempDir()
	program = strings.NewReplacer("\nfunc main()", "\nfunc program()",
		"\t\"sync\"\n", "\tsync \"weft/kernel/engine/native/bubble/dsync\"\n").Replace(program)
	files := []string{filepath.Join(dir, "program.go"), filepath.Join(dir, "main.go")}
	for i, text := range []string{program, driver} {
		if err := os.WriteFile(files[i], []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	bin := filepath.Join(dir, "program.exe")
	if out, err := exec.Command("go", "build", "-o", bin, files[0], files[1]).CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	out, err := exec.CommandContext(t.Context(), bin).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return string(out)
}

// numbered numbers goroutines in the order in which they are first named: Go's numbers differ from run
// to run.
func numbered(text string) string {
	seen := map[string]string{}
	return regexp.MustCompile(`goroutine \d+`).ReplaceAllStringFunc(text, func(name string) string {
		if seen[name] == "" {
			seen[name] = "goroutine " + strconv.Itoa(len(seen)+1)
		}
		return seen[name]
	})
}
