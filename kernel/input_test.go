package kernel

import (
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"weft/kernel/jupyter/msg"
)

// lines is an Out whose standard input is a file: it has all of it at once.
type lines struct {
	discard
	left   []string
	asked  int
	result *string
}

func (l *lines) Result(data, _ msg.Bundle) { *l.result = fmt.Sprint(data["text/plain"]) }

func (l *lines) Input(context.Context, string, bool) (string, error) {
	l.asked++
	if len(l.left) == 0 {
		return "", io.EOF
	}
	line := l.left[0]
	l.left = l.left[1:]
	return line, nil
}

func (l *lines) More() []string {
	more := l.left
	l.left = nil
	return more
}

// TestInputOfManyLines has cells read a file that needs one question for its lines and one for its end;
// what the first cell leaves, the second finds.
func TestInputOfManyLines(t *testing.T) {
	s, err := NewSession(Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	const count = 20_000 // more than a pipe holds
	in := &lines{}
	for i := range count {
		in.left = append(in.left, fmt.Sprint(i))
	}
	first, second := "", ""
	for i, source := range []string{
		"import (\"bufio\"; \"os\")\nb := make([]byte, 2)\nos.Stdin.Read(b)\nstring(b)",
		"sc := bufio.NewScanner(os.Stdin)\nn := 0\nfor sc.Scan() { n++ }\nn",
	} {
		first, second = second, ""
		in.result = &second
		if o := s.Run(t.Context(), i+1, source, in); o.Failure != nil {
			t.Fatal(o.Failure.Plain())
		}
	}
	if strings.Trim(first, `"`) != `0\n` || second != fmt.Sprint(count-1) || in.asked != 2 {
		t.Errorf("read %s and then %s lines after %d questions, want 0 and %d after 2", first, second, in.asked, count-1)
	}
}
