//go:build unix

package child

import (
	"testing"
)

func TestState(t *testing.T) {
	n := open(t, noSpare())
	n.must("var x int\nfunc double(i int) int { return 2*i }", `x = double(21)`)
	n.must("", `fmt.Println(x, double(x)); fmt.Fprintln(os.Stderr, "oh")`)
	n.must("", `fmt.Print("again"); fmt.Printf(" %d\n", x)`)
	n.want("2 stdout: 42 84\n\n2 stderr: oh\n\n3 stdout: again 42\n")
}
