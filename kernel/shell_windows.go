package kernel

import (
	"fmt"
	"os/exec"

	"weft/kernel/magic"
)

// shellWords is how a script is run.
func shellWords(s magic.Script) ([]string, error) {
	if s.Shell == "" {
		return []string{"cmd.exe", "/c", s.Text}, nil
	}
	path, err := exec.LookPath(s.Shell)
	if err != nil {
		return nil, fmt.Errorf("there is no %s on this machine", s.Shell)
	}
	return append([]string{path, "-c", s.Text, s.Shell}, s.Args...), nil
}

// ownGroup does nothing: on Windows only the command itself ends with its context.
func ownGroup(*exec.Cmd) {}

func groupAlive(int) bool { return false }
