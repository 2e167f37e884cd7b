package launch

import (
	"fmt"
	"os"
	"os/exec"
)

// A Guard is a process that outlives us if we are killed, to end what programs have started: the system
// tells only the programs themselves. One that works without a kill has nothing to do. nil guards nothing.
type Guard struct {
	cmd  *exec.Cmd
	tell *os.File
}

// script reads "+ PID" of a process group that begins and "- PID" of one that has ended. When nobody can
// tell it more, it ends the others.
const script = `trap '' HUP INT TERM
all=
while read -r op pid; do
	case $op in
	+) all="$all $pid" ;;
	-) rest=
		for p in $all; do [ "$p" = "$pid" ] || rest="$rest $p"; done
		all=$rest ;;
	esac
done
for p in $all; do kill -s KILL -- "-$p"; done 2>&-`

// NewGuard starts a guard, or returns nil where there is no shell.
func NewGuard() *Guard {
	shell, err := exec.LookPath("sh")
	if err != nil {
		return nil
	}
	theirs, ours, err := os.Pipe()
	if err != nil {
		return nil
	}
	defer theirs.Close()
	g := &Guard{cmd: exec.Command(shell, "-c", script), tell: ours}
	g.cmd.Env, g.cmd.Dir, g.cmd.Stdin = []string{}, os.TempDir(), theirs
	SetAttributes(g.cmd, 0)
	if err := g.cmd.Start(); err != nil {
		ours.Close()
		return nil
	}
	return g
}

// Begins says that pid leads a process group now.
func (g *Guard) Begins(pid int) { g.write('+', pid) }

// Ended is the end of what Begins said.
func (g *Guard) Ended(pid int) { g.write('-', pid) }

func (g *Guard) write(op rune, pid int) {
	if g != nil {
		fmt.Fprintf(g.tell, "%c %d\n", op, pid)
	}
}

// Stop ends the guard.
func (g *Guard) Stop() {
	if g != nil {
		g.tell.Close()
		g.cmd.Wait()
	}
}
