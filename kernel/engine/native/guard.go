package native

import (
	"fmt"
	"os"
	"os/exec"

	"weft/kernel/engine/launch"
)

// A guard is a process that outlives us if we are killed, to end what programs have started: the system
// tells only the programs themselves. One that works without a kill has nothing to do. nil guards nothing.
type guard struct {
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

// newGuard starts a guard, or returns nil where there is no shell.
func newGuard() *guard {
	shell, err := exec.LookPath("sh")
	if err != nil {
		return nil
	}
	theirs, ours, err := os.Pipe()
	if err != nil {
		return nil
	}
	defer theirs.Close()
	g := &guard{cmd: exec.Command(shell, "-c", script), tell: ours}
	g.cmd.Env, g.cmd.Dir, g.cmd.Stdin = []string{}, os.TempDir(), theirs
	launch.SetAttributes(g.cmd, 0)
	if err := g.cmd.Start(); err != nil {
		ours.Close()
		return nil
	}
	return g
}

func (g *guard) begins(pid int) { g.write('+', pid) }
func (g *guard) ended(pid int)  { g.write('-', pid) }

func (g *guard) write(op rune, pid int) {
	if g != nil {
		fmt.Fprintf(g.tell, "%c %d\n", op, pid)
	}
}

// stop ends the guard.
func (g *guard) stop() {
	if g != nil {
		g.tell.Close()
		g.cmd.Wait()
	}
}
