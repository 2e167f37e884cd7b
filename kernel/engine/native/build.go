package native

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// build returns the path of p's binary.
func (e *Engine) build(ctx context.Context, p Program) (string, Build, error) {
	began := time.Now()
	dir := filepath.Join(e.dir, p.hash())
	binary := filepath.Join(dir, "cell.exe")
	if _, err := os.Stat(binary); err == nil {
		return binary, Build{Took: time.Since(began), Cached: true}, nil
	}
	if err := p.write(dir); err != nil {
		return "", Build{}, err
	}
	args := []string{"build", "-trimpath", "-o", binary}
	if p.Race {
		args = append(args, "-race")
	}
	cmd := exec.CommandContext(ctx, cmp.Or(e.opts.Go, "go"), args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off")
	var output bytes.Buffer
	cmd.Stdout, cmd.Stderr = &output, &output
	err := cmd.Run()
	b := Build{Took: time.Since(began)}
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit) && ctx.Err() == nil:
		return "", b, &BuildError{strings.TrimSpace(output.String())}
	case err != nil:
		return "", b, fmt.Errorf("run the go command: %w", err)
	}
	return binary, b, nil
}

// hash names the program by everything that its binary depends on.
func (p Program) hash() string {
	h := sha256.New()
	fmt.Fprintf(h, "%t %d\n", p.Race, len(p.Files))
	for _, f := range p.Files {
		fmt.Fprintf(h, "%q %q\n", f.Name, f.Text)
	}
	return hex.EncodeToString(h.Sum(nil))[:32]
}

func (p Program) write(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("make a program's folder: %w", err)
	}
	files := append([]File{{"go.mod", "module cell\n\ngo 1.26\n"}}, p.Files...)
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(dir, f.Name), []byte(f.Text), 0o600); err != nil {
			return fmt.Errorf("write a program's file: %w", err)
		}
	}
	return nil
}
