package conform

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os/exec"
	"regexp"
	"strings"
	"time"
)

// An Outcome is what a process did.
type Outcome struct {
	Status  int    // exit status; -1 after a signal
	Stdout  string // unknown for an Outcome that was remembered
	Sum     string // of Stdout
	Panic   string // the first line of a panic or fatal error, addresses left out; or ""
	Stderr  string // unknown for an Outcome that was remembered
	Stopped bool   // it reached the limit of time or output
}

// maxOutput bounds what is kept of one stream, in bytes. The largest honest output is far below.
const maxOutput = 64 << 20

// execute runs a command that was not started, for at most limit. An error means that it could not run.
func execute(ctx context.Context, limit time.Duration, dir, name string, args ...string) (Outcome, error) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	cmd.WaitDelay = 30 * time.Second // from its end until what it has written is given up
	stdout, stderr := capped{stop: cancel}, capped{stop: cancel}
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && ctx.Err() == nil && !errors.As(err, &exit) {
		return Outcome{}, fmt.Errorf("run %s: %w", name, err)
	}
	return Outcome{
		Status: cmd.ProcessState.ExitCode(), Stdout: stdout.String(), Sum: sum(stdout.Bytes()),
		Panic: panicLine(stderr.String()), Stderr: stderr.String(), Stopped: ctx.Err() != nil,
	}, nil
}

func sum(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:8])
}

// capped keeps what is written up to maxOutput, and then stops the writer.
type capped struct {
	bytes.Buffer
	stop context.CancelFunc
}

func (c *capped) Write(p []byte) (int, error) {
	if c.Len()+len(p) > maxOutput {
		c.stop()
		return len(p), nil
	}
	return c.Buffer.Write(p)
}

var address = regexp.MustCompile(`\b0x[0-9a-f]{6,}\b`)

// panicLine is the line that tells why a program crashed. Addresses differ from run to run.
func panicLine(stderr string) string {
	for line := range strings.Lines(stderr) {
		if strings.HasPrefix(line, "panic: ") || strings.HasPrefix(line, "fatal error: ") {
			return address.ReplaceAllString(strings.TrimRight(line, "\r\n"), "0x?")
		}
	}
	return ""
}
