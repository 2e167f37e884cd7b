//go:build unix

package child

import (
	"context"
	"errors"
	"io"
	"testing"

	"weft/kernel/engine/pipe"
)

// answers makes the recorder give the answers in turn, and then the end of the input.
func (r *recorder) answers(all ...string) {
	r.input = func(ctx context.Context, in pipe.Input) (string, error) {
		if len(all) == 0 {
			return "", io.EOF
		}
		a := all[0]
		all = all[1:]
		return a, nil
	}
}

func TestInput(t *testing.T) {
	n := open(t, noSpare())
	n.answers("Ada", "s3cret")
	n.must("", `name, err := display.Input("Name: "); fmt.Println(name, err)
secret, err2 := display.Password("Password: "); fmt.Println(secret, err2)
_, err3 := display.Input("More: "); fmt.Println(err3)`)
	n.want(`1 input "Name: "
1 stdout: Ada <nil>

1 input "Password: "
1 stdout: s3cret <nil>

1 input "More: "
1 stdout: EOF
`)
}

// TestStdin reads standard input in all the ways that programs do. The prompt is what was printed last.
// As in a program, fmt.Scan takes the line's end with the last number.
func TestStdin(t *testing.T) {
	n := open(t, noSpare())
	n.answers("7 8", "line two", "x", "y")
	n.must("", `var a, b int
fmt.Print("two numbers: ")
fmt.Scan(&a, &b)
fmt.Println(a + b)`)
	n.must("", `r := bufio.NewReader(os.Stdin)
rest, _ := r.ReadString('\n')
fmt.Printf("%q\n", rest)
s, _ := r.ReadString('\n')
fmt.Printf("%q\n", s)`)
	n.must("", `sc := bufio.NewScanner(os.Stdin)
fmt.Print("all> ")
for sc.Scan() { fmt.Println("got", sc.Text()) }
fmt.Println(sc.Err())`)
	n.answers("once more")
	n.must("", `b := make([]byte, 100); k, err := os.Stdin.Read(b); fmt.Printf("%q %v\n", b[:k], err)`)
	n.want(`1 stdout: two numbers: 
1 input "two numbers: "
1 stdout: 15

2 input ""
2 stdout: "line two\n"

2 input ""
2 stdout: "x\n"

3 stdout: all> 
3 input "all> "
3 stdout: got y

3 input ""
3 stdout: <nil>

4 input ""
4 stdout: "once more\n" <nil>
`)
}

func TestNobodyToAsk(t *testing.T) {
	n := open(t, noSpare())
	n.input = func(context.Context, pipe.Input) (string, error) { return "", errors.New("no input here") }
	n.must("", `var s string; k, err := fmt.Scan(&s); fmt.Println(k, err)
_, err2 := display.Input("?"); fmt.Println(err2)`)
	n.want("1 input \"\"\n1 stdout: 0 EOF\n\n1 input \"?\"\n1 stdout: no input here\n")
}

// TestInputInterrupted: the question ends with the cell.
func TestInputInterrupted(t *testing.T) {
	n := open(t, noSpare())
	asked := make(chan bool, 1)
	n.input = func(ctx context.Context, in pipe.Input) (string, error) {
		asked <- true
		<-ctx.Done()
		return "", ctx.Err()
	}
	for _, body := range []string{`display.Input("?")`, `var s string; fmt.Scan(&s); x = 1`, `bufio.NewReader(os.Stdin).ReadString('\n'); x = 1`} {
		go func() { <-asked; n.Interrupt() }()
		if d := n.run("var x int", body); d.Status != pipe.Interrupted {
			t.Errorf("%s: %+v", body, d)
		}
		n.log = nil
		n.must("", `fmt.Println(x)`)
		if got := n.text(); got[len(got)-2:] != "0\n" {
			t.Errorf("after %s: %s", body, got)
		}
	}
}
