//go:build linux

package native

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"weft/kernel/engine/pipe"
)

// lines answers with these lines, and then with the end of the input.
func lines(texts ...string) func(context.Context, pipe.Input) (string, error) {
	return func(context.Context, pipe.Input) (string, error) {
		if len(texts) == 0 {
			return "", io.EOF
		}
		text := texts[0]
		texts = texts[1:]
		return text, nil
	}
}

func TestInput(t *testing.T) {
	e := open(t)
	for _, tt := range []struct {
		name    string
		imports []string
		body    string
		input   func(context.Context, pipe.Input) (string, error)
		want    string
	}{
		{"nobody asks", []string{"fmt"}, `fmt.Print("hi")`, nil, "3 stdout: hi"},
		{"a line with a prompt", []string{"fmt"}, `fmt.Print("Name? "); var s string; fmt.Scanln(&s); fmt.Println("hello", s)`, lines("Ada"),
			"3 stdout: Name? \n3 input \"Name? \"\n3 stdout: hello Ada\n"},
		{"until the end", []string{"bufio", "fmt", "os"}, `s := bufio.NewScanner(os.Stdin)
for s.Scan() { fmt.Printf("[%s]", s.Text()) }
fmt.Println(s.Err())`, lines("a", "b\nc", ""),
			"3 input \"\"\n3 stdout: [a]\n3 input \"[a]\"\n3 stdout: [b][c]\n3 input \"[a][b][c]\"\n3 stdout: []\n3 input \"[a][b][c][]\"\n3 stdout: <nil>\n"},
		{"the end at once", []string{"fmt"}, `var s string; _, err := fmt.Scanln(&s); fmt.Println(err)`, lines(),
			"3 input \"\"\n3 stdout: EOF\n"},
		{"nobody can be asked", []string{"fmt", "io", "os"}, `b, err := io.ReadAll(os.Stdin); fmt.Println(len(b), err)`,
			func(context.Context, pipe.Input) (string, error) { return "", errors.New("no frontend") },
			"3 input \"\"\n3 stdout: 0 <nil>\n"},
		{"by a goroutine", []string{"fmt"}, `done := make(chan bool)
go func() { var n int; fmt.Scan(&n); fmt.Print(n + 1); done <- true }()
<-done`, lines("41"), "3 input \"\"\n3 stdout: 42"},
		{"by another process", []string{"os", "os/exec"}, `c := exec.Command("sh", "-c", "read x; echo got $x")
c.Stdin, c.Stdout, c.Stderr = os.Stdin, os.Stdout, os.Stderr
if err := c.Run(); err != nil { panic(err) }`, lines("it"), "3 input \"\"\n3 stdout: got it\n"},
		{"more than a pipe holds", []string{"fmt", "io", "os"}, `b, _ := io.ReadAll(os.Stdin); fmt.Println(len(b))`,
			lines(strings.Repeat("x", 300_000)), "3 input \"\"\n3 input \"\"\n3 stdout: 300001\n"},
	} {
		sink := &recorder{input: tt.input}
		r, err := e.Run(t.Context(), 3, program(tt.imports, "", tt.body), sink)
		if err != nil {
			t.Fatal(err)
		}
		if r.Done.Status != pipe.OK || sink.text() != tt.want {
			t.Errorf("%s: %+v, received\n%s\nwant\n%s", tt.name, r.Done, sink.text(), tt.want)
		}
	}
}

// TestInputInterrupted: a program that waits for a line can be interrupted.
func TestInputInterrupted(t *testing.T) {
	e := open(t)
	ctx, cancel := context.WithCancel(t.Context())
	asked := func(ctx context.Context, in pipe.Input) (string, error) {
		cancel()
		<-ctx.Done()
		return "", ctx.Err()
	}
	r, err := e.Run(ctx, 3, program([]string{"fmt"}, "", `fmt.Scanln()`), &recorder{input: asked})
	if err != nil || r.Done.Status != pipe.Interrupted {
		t.Errorf("%+v, %v", r, err)
	}
}

// TestInputLeft: input that the program does not read, more than its pipe holds, is left.
func TestInputLeft(t *testing.T) {
	e := open(t)
	sink := &recorder{input: lines(strings.Repeat("x", 1_000_000))}
	r, err := e.Run(t.Context(), 3, program([]string{"os"}, "", `os.Stdin.Read(make([]byte, 1))`), sink)
	if err != nil || r.Done.Status != pipe.OK {
		t.Errorf("%+v, %v", r.Done, err)
	}
}

func TestReadOf(t *testing.T) {
	for _, tt := range []struct {
		text string
		want int
		ok   bool
	}{
		{fmt.Sprintf("%d 0x3 0x7ffe 0x100 0x0 0x0 0x0 0x7ffe 0x7f\n", readNumber), 3, true},
		{fmt.Sprintf("%d 0x0 0x7ffe 0x100 0x0 0x0 0x0 0x7ffe 0x7f\n", readNumber), 0, true},
		{"running\n", 0, false},
		{"-1 0x7ffe 0x7f\n", 0, false},
		{"", 0, false},
		{"202 0x3", 0, false},
	} {
		if n, ok := readOf(tt.text); n != tt.want || ok != tt.ok {
			t.Errorf("readOf(%q) = %d, %v, want %d, %v", tt.text, n, ok, tt.want, tt.ok)
		}
	}
}
