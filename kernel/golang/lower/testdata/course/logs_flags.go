// Loggers to standard output, flag sets, environment variables, a command.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"log/slog"
	"os"
	"os/exec"
	"strings"
	"time"
)

type hosts []string

func (h *hosts) String() string { return strings.Join(*h, "+") }
func (h *hosts) Set(s string) error {
	if s == "" {
		return errors.New("empty host")
	}
	*h = append(*h, s)
	return nil
}

type settings struct {
	workers int
	wait    time.Duration
	verbose bool
	name    string
	hosts   hosts
}

func parse(args ...string) (settings, []string, error) {
	var s settings
	fs := flag.NewFlagSet("tool", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.IntVar(&s.workers, "workers", 4, "number of workers")
	fs.DurationVar(&s.wait, "wait", time.Second, "time to wait")
	fs.BoolVar(&s.verbose, "v", false, "say more")
	fs.StringVar(&s.name, "name", "x", "name")
	fs.Var(&s.hosts, "host", "host, can be repeated")
	err := fs.Parse(args)
	return s, fs.Args(), err
}

func main() {
	l := log.New(os.Stdout, "[app] ", log.Lmsgprefix)
	l.Println("started", 1, "time")
	l.Printf("%d%% done", 50)
	l.SetPrefix("[end] ")
	l.SetFlags(0)
	l.Print("prefix first")
	fmt.Printf("%q %d\n", l.Prefix(), l.Flags())
	log.SetOutput(os.Stdout)
	log.SetFlags(0)
	log.Print("default logger")
	func() {
		defer func() { fmt.Println("recovered", recover()) }()
		log.Panicln("bad", "thing")
	}()

	for _, args := range [][]string{
		{},
		{"-workers=8", "-v", "-wait", "250ms", "file1", "-name"},
		{"-host", "a", "-host=b", "--name", "n", "--", "-v"},
		{"-workers", "many"},
		{"-unknown"},
		{"-host", ""},
		{"-h"},
	} {
		s, rest, err := parse(args...)
		fmt.Printf("%+v %q %v %t\n", s, rest, err, errors.Is(err, flag.ErrHelp))
	}
	fs := flag.NewFlagSet("usage", flag.ContinueOnError)
	fs.SetOutput(os.Stdout)
	fs.Int("n", 3, "how `many`")
	fs.String("s", "", "text")
	fs.Usage()
	fs.PrintDefaults()
	fs.Set("n", "9")
	fs.Visit(func(f *flag.Flag) { fmt.Println(f.Name, f.Value, f.DefValue) })

	h := slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}})
	logger := slog.New(h).With("app", "demo")
	logger.Info("ready", "port", 80, slog.Group("tls", "on", true))
	logger.Debug("hidden")
	logger.Error("failed", "err", errors.New("no route"))

	os.Setenv("COURSE_NAME", "go")
	v, ok := os.LookupEnv("COURSE_NOTHING")
	fmt.Println(os.Getenv("COURSE_NAME"), v, ok, os.ExpandEnv("$COURSE_NAME-${COURSE_NAME}"))
	out, err := exec.Command("echo", "from", "a child").Output()
	fmt.Printf("%q %v\n", out, err)
	cmd := exec.Command("cat")
	cmd.Stdin = strings.NewReader("through cat")
	var buf bytes.Buffer
	cmd.Stdout = &buf
	fmt.Println(cmd.Run(), buf.String(), cmd.ProcessState.Success())
	err = exec.Command("sh", "-c", "exit 3").Run()
	var ee *exec.ExitError
	fmt.Println(errors.As(err, &ee), ee.ExitCode(), err)
	_, err = exec.LookPath("no-such-command-here")
	fmt.Println(errors.Is(err, exec.ErrNotFound))
}
