package inspect

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
)

// serverArg is the hidden argument, and serverVariable the setting, that make an executable a server of this package.
const (
	serverArg      = "inspect-server"
	serverVariable = "WEFT_INSPECT"
)

// Descriptors of a server.
const (
	questions = 3
	answers   = 4
)

// IsServer reports whether this process was started to examine submissions. A program whose executable is the one that
// Open is given begins with
//
//	if inspect.IsServer(os.Args) {
//		os.Exit(inspect.Serve())
//	}
func IsServer(args []string) bool {
	return len(args) == 2 && args[1] == serverArg && os.Getenv(serverVariable) != ""
}

// Serve answers questions until they end. It returns the process's exit status.
func Serve() int {
	in, out := json.NewDecoder(os.NewFile(questions, "questions")), json.NewEncoder(os.NewFile(answers, "answers"))
	for {
		var q Question
		if err := in.Decode(&q); errors.Is(err, io.EOF) {
			return 0
		} else if err != nil {
			fmt.Fprintln(os.Stderr, "inspect: read a question:", err)
			return 1
		}
		if err := out.Encode(Examine(q)); err != nil {
			fmt.Fprintln(os.Stderr, "inspect: send an answer:", err)
			return 1
		}
	}
}
