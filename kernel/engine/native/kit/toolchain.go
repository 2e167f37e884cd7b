package kit

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/version"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// minimum is the oldest Go release whose packages have what weft's checker promises.
const minimum = "go1.26"

// A Missing says that this machine lacks something that compiled code needs.
type Missing struct {
	What   string // what there is not: "no go command on PATH"
	Remedy string // what to do: "install Go 1.26 or newer ..."
}

func (e *Missing) Error() string { return e.What + ": " + e.Remedy }

// A toolchain is a Go installation. What is encoded of it is part of a kit's identity.
type toolchain struct {
	Command string            `json:"-"` // path of the go command: it may have several
	Version string            // "go1.26.8"
	Root    string            // GOROOT
	Tools   string            // folder of compile and link
	CC      string            // the C compiler's command line
	Env     map[string]string // what changes the compiled code: GOEXPERIMENT, GOAMD64...
}

// findToolchain asks the go command about its installation.
func findToolchain(ctx context.Context, command string) (toolchain, error) {
	const remedy = "install Go 1.26 or newer from https://go.dev/dl so that `go version` works in a terminal, then restart"
	if command == "" {
		command = "go"
	}
	path, err := exec.LookPath(command)
	if err != nil {
		return toolchain{}, &Missing{"no go command on PATH", remedy}
	}
	if path, err = filepath.Abs(path); err != nil {
		return toolchain{}, fmt.Errorf("find the go command: %w", err)
	}
	names := append([]string{"GOVERSION", "GOROOT", "GOTOOLDIR", "CC"}, codeVariables()...)
	cmd := exec.CommandContext(ctx, path, append([]string{"env", "-json"}, names...)...)
	cmd.Dir = filepath.Dir(path) // where no go.mod asks for another toolchain
	cmd.Env = append(os.Environ(), append(hostEnv(), "GOFLAGS=-mod=mod")...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		if ctx.Err() != nil {
			return toolchain{}, ctx.Err()
		}
		return toolchain{}, &Missing{fmt.Sprintf("the go command %s does not run (%v%s)", path, err, after(": ", stderr.String())), remedy}
	}
	var env map[string]string
	if err := json.Unmarshal(out, &env); err != nil {
		return toolchain{}, fmt.Errorf("decode the output of %s env: %w", path, err)
	}
	t := toolchain{Command: path, Version: env["GOVERSION"], Root: env["GOROOT"], Tools: env["GOTOOLDIR"], CC: env["CC"], Env: make(map[string]string)}
	for _, name := range codeVariables() {
		t.Env[name] = env[name]
	}
	// The one on PATH may hand over to another installation.
	if own := filepath.Join(t.Root, "bin", "go"+exe); isFile(own) {
		t.Command = own
	}
	if v := t.language(); version.IsValid(v) && version.Compare(v, minimum) < 0 {
		return toolchain{}, &Missing{fmt.Sprintf("%s is %s, which is too old", path, t.Version), remedy}
	}
	for _, tool := range []string{"compile", "link"} {
		if !isFile(filepath.Join(t.Tools, tool+exe)) {
			return toolchain{}, &Missing{fmt.Sprintf("the Go installation in %s has no %s tool", t.Root, tool), remedy}
		}
	}
	return t, nil
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

// language is the Go release without what a distribution appends ("go1.26.1 X:nodwarf5").
func (t toolchain) language() string {
	release, _, _ := strings.Cut(t.Version, " ")
	release, _, _ = strings.Cut(release, "-")
	return release
}

// codeVariables are the settings that change compiled code.
func codeVariables() []string {
	return []string{"GOEXPERIMENT", "GOFIPS140", "GOAMD64", "GOARM64", "GOARM", "GO386", "GOPPC64", "GORISCV64"}
}

// hostEnv makes the go command build for this machine, and for nothing else that the user works on.
func hostEnv() []string {
	return []string{"GOOS=" + runtime.GOOS, "GOARCH=" + runtime.GOARCH, "GOWORK=off", "GO111MODULE=on"}
}

// toolEnv is the environment of the compiler and the linker.
func (t toolchain) toolEnv() []string { return append(os.Environ(), t.settings()...) }

// settings are weft's part of that environment.
func (t toolchain) settings() []string {
	// A tool lives for a moment and uses little memory; to collect garbage would take a tenth of its time.
	env := []string{"GOROOT=" + t.Root, "GOOS=" + runtime.GOOS, "GOARCH=" + runtime.GOARCH, "GOGC=off", "GOMEMLIMIT=512MiB"}
	for name, value := range t.Env {
		env = append(env, name+"="+value)
	}
	return env
}

// goEnv is the environment of the go command: offline, with the flags of one variant.
func (t toolchain) goEnv(v variant) []string {
	env := append(t.toolEnv(), hostEnv()...)
	return append(env, "GOFLAGS=-mod=mod", "GOPROXY=off", "GOSUMDB=off", "CGO_ENABLED="+v.cgo())
}

// cCompiler finds what the race detector needs beside Go.
func (t toolchain) cCompiler() error {
	if race.cgo() == "0" {
		return nil
	}
	remedy := cRemedy()
	words := strings.Fields(t.CC)
	if len(words) == 0 {
		return &Missing{"the race detector needs a C compiler and the go command knows none", remedy}
	}
	if _, err := exec.LookPath(words[0]); err != nil && !errors.Is(err, exec.ErrDot) {
		return &Missing{"the race detector needs a C compiler and there is no " + words[0] + " on PATH", remedy}
	}
	return nil
}

// cRemedy tells how to get a C compiler.
func cRemedy() string {
	switch runtime.GOOS {
	case "linux":
		return "install a C compiler: `apt install gcc libc6-dev` (Debian, Ubuntu) or `dnf install gcc` (Fedora)"
	case "windows":
		return "install gcc for Windows (MSYS2's mingw-w64), so that `gcc` is on PATH"
	}
	return "install a C compiler such as clang or gcc"
}

// libgcc asks the C compiler for its own library.
func (t toolchain) libgcc(ctx context.Context) (string, error) {
	words := append(strings.Fields(t.CC), "--print-libgcc-file-name")
	out, err := exec.CommandContext(ctx, words[0], words[1:]...).Output()
	file := strings.TrimSpace(string(out))
	if err == nil && filepath.IsAbs(file) {
		return file, nil
	}
	if ctx.Err() != nil {
		return "", context.Cause(ctx)
	}
	return "", &Missing{fmt.Sprintf("the race detector needs the library libgcc, which %s does not know (%v)", words[0], err), cRemedy()}
}

// after joins a text to what goes before it, unless it is empty.
func after(before, text string) string {
	if text = strings.TrimSpace(text); text == "" {
		return ""
	}
	return before + text
}
