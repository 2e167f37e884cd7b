package rt

import (
	"errors"
	"flag"
	"fmt"
	"log"
)

// Compiled code that ends the program calls os.Exit itself, which would end this process. These do the
// same with the hook.

// Fatal is l.Fatal.
func (r *RT) Fatal(l *log.Logger, args ...any) {
	l.Output(2, Sprint(args...))
	r.hooks.Exit(1)
}

// Fatalf is l.Fatalf.
func (r *RT) Fatalf(l *log.Logger, format string, args ...any) {
	l.Output(2, Sprintf(format, args...))
	r.hooks.Exit(1)
}

// Fatalln is l.Fatalln.
func (r *RT) Fatalln(l *log.Logger, args ...any) {
	l.Output(2, fmt.Sprintln(args...))
	r.hooks.Exit(1)
}

// ParseFlags is f.Parse.
func (r *RT) ParseFlags(f *flag.FlagSet, args []string) error {
	if f.ErrorHandling() != flag.ExitOnError {
		return f.Parse(args)
	}
	f.Init(f.Name(), flag.ContinueOnError)
	err := f.Parse(args)
	f.Init(f.Name(), flag.ExitOnError)
	switch {
	case errors.Is(err, flag.ErrHelp):
		r.hooks.Exit(0)
	case err != nil:
		r.hooks.Exit(2)
	}
	return err
}
