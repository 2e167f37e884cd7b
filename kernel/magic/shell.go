package magic

import (
	"context"
	"errors"
	"strings"
)

// A Script is what a shell is to run.
type Script struct {
	Shell string // "bash", "sh"; "" is the system's, for a ! command
	Text  string
	Args  []string // the script's $1, $2 and so on
}

func bashMagic(shell string) Magic {
	return Magic{
		Name: shell, Group: Machine, Block: true, Takes: Files, Usage: "%%" + shell + " [ARGUMENT...]",
		Doc: "Runs the cell as a script of " + shell + ". " +
			"It runs in the session's folder and environment, which it cannot change: see %cd and %env. The arguments are its $1, $2 and so on; its standard input is empty. " +
			"An exit status other than 0 is an error of the cell. An interrupt ends the script and all that it has started; what it leaves in the background ends with the kernel.",
		Example: "%%" + shell + " world\necho \"hello $1\"",
		Run: func(ctx context.Context, h Host, c Call) error {
			return runScript(ctx, h, Script{Shell: shell, Text: strings.ReplaceAll(c.Body, "\r\n", "\n"), Args: words(c.Args)})
		},
	}
}

// ErrNoShell is what ! and %%bash answer where they are turned off.
var ErrNoShell = errors.New("shell commands are turned off in this notebook")

// RunShell is what a shell line (!command) does.
func RunShell(ctx context.Context, h Host, command string) error {
	if err := runScript(ctx, h, Script{Text: command}); err != nil {
		return err
	}
	switch first, _ := cutWord(command); {
	case first == "cd" && !strings.ContainsAny(command, ";&|("):
		h.Note("a ! command runs in a shell of its own, whose folder ends with it; %cd goes to a folder and stays there")
	case first == "export" && !strings.ContainsAny(command, ";&|("):
		h.Note("a ! command runs in a shell of its own, whose variables end with it; %env NAME=value sets one that stays")
	}
	return nil
}

func runScript(ctx context.Context, h Host, s Script) error {
	if !h.ShellAllowed() {
		return ErrNoShell
	}
	return h.Shell(ctx, s)
}
