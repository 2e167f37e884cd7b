package magic

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"weft/kernel/golang/near"
)

// noArgs refuses arguments, which would have no effect.
func noArgs(name string, c Call) error {
	if c.Args != "" {
		return fmt.Errorf("%s takes no arguments, so %q has no effect", name, c.Args)
	}
	return nil
}

// fileName is the one file that arguments name: in quotes, or with blanks as they are or behind a \, as Tab writes them.
func fileName(args string) string {
	args = strings.TrimSpace(args)
	if word, rest := cutWord(args); rest == "" && word != args {
		return word
	}
	return strings.ReplaceAll(args, `\ `, " ")
}

// asTyped is an error about a file, which it calls as the reader has.
func asTyped(err error, name string) error {
	var p *fs.PathError
	if !errors.As(err, &p) {
		return err
	}
	return &fs.PathError{Op: p.Op, Path: name, Err: p.Err}
}

// didYouMean is "; did you mean x?", or "" if nothing is near.
func didYouMean(typed string, words []string) string {
	if found := near.Word(typed, words); found != "" && found != typed {
		return "; did you mean " + found + "?"
	}
	return ""
}
