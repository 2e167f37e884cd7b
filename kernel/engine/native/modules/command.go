package modules

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"strings"
	"time"
)

// An Error says what the go command could not do, in its words, and what to do about it.
type Error struct {
	What   string
	Remedy string // "" if it says so itself
}

func (e *Error) Error() string {
	if e.Remedy == "" {
		return e.What
	}
	return e.What + ": " + e.Remedy
}

// A command is the go command in the session's folder.
type command struct {
	path, dir string
	say       func(string)
	changes   []string // what was added, upgraded, downgraded and removed, to be said once that holds
}

// run runs it until it or ctx ends. What it tells of its progress is said; the rest of what it says is the error,
// if it fails.
func (c *command) run(ctx context.Context, stdout io.Writer, args ...string) error {
	cmd := exec.CommandContext(ctx, c.path, args...)
	cmd.Dir = c.dir
	// The user's settings of proxies and checksums hold. Another Go is not fetched by the way: cells are compiled by this one.
	cmd.Env = append(os.Environ(), "PWD="+c.dir, "GOFLAGS=-mod=mod", "GOWORK=off", "GO111MODULE=on", "GOTOOLCHAIN=local",
		"GOOS="+runtime.GOOS, "GOARCH="+runtime.GOARCH, "GIT_TERMINAL_PROMPT=0")
	said := &lines{command: c}
	cmd.Stdout, cmd.Stderr = stdout, said
	ownGroup(cmd)
	cmd.WaitDelay = 10 * time.Second // for a descendant that holds the output open
	err := cmd.Run()
	said.flush()
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case err != nil && len(said.kept) > 0:
		return explain(strings.Join(said.kept, "\n"))
	case err != nil:
		return fmt.Errorf("go %s: %w", args[0], err)
	}
	return nil
}

// env asks for one of the user's settings.
func (c *command) env(ctx context.Context, name string) (string, error) {
	var out bytes.Buffer
	err := c.run(ctx, &out, "env", name)
	return strings.TrimSpace(out.String()), err
}

// requirements are those of the go.mod.
func (c *command) requirements(ctx context.Context) ([]Module, error) {
	var out bytes.Buffer
	if err := c.run(ctx, &out, "mod", "edit", "-json"); err != nil {
		return nil, err
	}
	var file struct{ Require []Module }
	if err := json.Unmarshal(out.Bytes(), &file); err != nil {
		return nil, fmt.Errorf("decode the output of go mod edit: %w", err)
	}
	return file.Require, nil
}

// versions are those that modules have now, by path; one that is no longer needed is missing.
func (c *command) versions(ctx context.Context, of []Module) (map[string]string, error) {
	args := []string{"list", "-m", "-e", "-json=Path,Version,Error"}
	for _, m := range of {
		args = append(args, m.Path)
	}
	var out bytes.Buffer
	if err := c.run(ctx, &out, args...); err != nil {
		return nil, err
	}
	now := map[string]string{}
	for d := json.NewDecoder(&out); d.More(); {
		var m Module
		if err := d.Decode(&m); err != nil {
			return nil, fmt.Errorf("decode the output of go list: %w", err)
		}
		now[m.Path] = m.Version
	}
	return now, nil
}

// lines takes the go command's remarks apart.
type lines struct {
	command *command
	rest    []byte
	kept    []string
}

// change is a remark about a requirement.
var change = regexp.MustCompile(`^go: ((added|upgraded|downgraded|removed) .*)$`)

func (l *lines) Write(p []byte) (int, error) {
	l.rest = append(l.rest, p...)
	for {
		line, rest, whole := bytes.Cut(l.rest, []byte("\n"))
		if !whole {
			return len(p), nil
		}
		l.line(string(line))
		l.rest = bytes.Clone(rest)
	}
}

func (l *lines) line(text string) {
	text = strings.TrimRight(text, "\r")
	switch m := change.FindStringSubmatch(text); {
	case m != nil:
		l.command.changes = append(l.command.changes, m[1])
	case strings.HasPrefix(text, "go: downloading "):
		l.command.say(strings.TrimPrefix(text, "go: "))
	case text != "" && !strings.HasPrefix(text, "go: finding module for package "):
		l.kept = append(l.kept, strings.TrimPrefix(text, "go: "))
	}
}

func (l *lines) flush() {
	if len(l.rest) > 0 {
		l.line(string(l.rest))
	}
}

// remedies are what helps, by what the go command says: it has no other way to tell.
var remedies = []struct {
	said   *regexp.Regexp
	remedy string
}{
	{regexp.MustCompile(`GOPROXY=off`), "fetching is turned off on this machine (GOPROXY=off): set GOPROXY, or use a module that the module cache has"},
	{regexp.MustCompile(`dial tcp|no such host|i/o timeout|connection refused|network is unreachable|TLS handshake|proxyconnect`),
		"the network does not lead there: connect to it, or set GOPROXY to a proxy that can be reached; modules in the module cache are found without network"},
	{regexp.MustCompile(`requires go >= `), "the module needs a newer Go: install it from https://go.dev/dl, or ask for an older version with %get MODULE@version"},
	{regexp.MustCompile(`SECURITY ERROR|verifying `), "what was fetched is not what others got, or that cannot be verified: see GONOSUMDB and GOPRIVATE in `go help private` if the module is your own"},
	{regexp.MustCompile(`unknown revision|invalid version|no matching versions|invalid: should be`), "%get MODULE without a version takes the newest one"},
	{regexp.MustCompile(`does not contain package|but not at required version|cannot find module providing|no required module provides`), "see whether the path is right, in the module's documentation on https://pkg.go.dev"},
	{regexp.MustCompile(`malformed module path|invalid module path|malformed import path`), "a module's path begins with a domain, as in example.com/name"},
	{regexp.MustCompile(`not found|404|410 Gone|400 Bad Request|403 Forbidden|unrecognized import path|terminal prompts disabled|Repository not found|reading file:.*: no such file`),
		"there is no such module, or not for everybody: see whether its path and version are right"},
}

func explain(said string) *Error {
	for _, r := range remedies {
		if r.said.MatchString(said) {
			return &Error{said, r.remedy}
		}
	}
	return &Error{What: said}
}
