package display

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
)

// maxLine is the longest line that Input reads from standard input, in bytes.
const maxLine = 1 << 20

// plain is the sink of a program that runs outside a notebook: text on standard output.
type plain struct {
	in       io.Reader
	out      io.Writer
	terminal bool // out can rewrite its last line

	asking sync.Mutex // one question at a time
	mu     sync.Mutex // guards out and open
	open   *Bar       // whose line the cursor is on, nil if none
}

var standard = sync.OnceValue(func() *plain {
	info, err := os.Stdout.Stat()
	return &plain{in: stdin{}, out: stdout{}, terminal: err == nil && info.Mode()&os.ModeCharDevice != 0}
})

// stdin and stdout are the descriptors that the os package names at the time of the call: tests
// and examples exchange them.
type (
	stdin  struct{}
	stdout struct{}
)

func (stdin) Read(p []byte) (int, error)   { return os.Stdin.Read(p) }
func (stdout) Write(p []byte) (int, error) { return os.Stdout.Write(p) }

func (p *plain) Display(b Bundle, _ string) { p.print(b) }
func (p *plain) Update(b Bundle, _ string)  { p.print(b) }
func (p *plain) Clear(bool)                 {}

func (p *plain) print(b Bundle) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.endLine()
	fmt.Fprintln(p.out, strings.TrimSuffix(b.String(), "\n"))
}

// progress shows a bar's state: on a terminal by rewriting its line, elsewhere only at the end.
func (p *plain) progress(bar *Bar, text string, final bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case !p.terminal && !final:
		return
	case p.open == bar:
		text = "\r\x1b[K" + text
	default:
		p.endLine()
	}
	fmt.Fprint(p.out, text)
	p.open = bar
	if final {
		p.endLine()
	}
}

func (p *plain) endLine() {
	if p.open != nil {
		p.open = nil
		fmt.Fprintln(p.out)
	}
}

// Input reads byte by byte: what follows the line belongs to the program's own reads.
func (p *plain) Input(prompt string, password bool) (string, error) {
	p.asking.Lock()
	defer p.asking.Unlock()
	if password {
		prompt = strings.TrimRight(prompt, " ") + " (what you type is visible) "
	}
	p.mu.Lock()
	p.endLine()
	fmt.Fprint(p.out, prompt)
	p.mu.Unlock()

	var line []byte
	for one := make([]byte, 1); ; {
		n, err := p.in.Read(one)
		if n == 1 && one[0] == '\n' {
			return strings.TrimSuffix(string(line), "\r"), nil
		}
		line = append(line, one[:n]...)
		switch {
		case len(line) > maxLine:
			return "", fmt.Errorf("read input: the line is longer than the limit of %d bytes", maxLine)
		case errors.Is(err, io.EOF) && len(line) > 0:
			return string(line), nil
		case errors.Is(err, io.EOF):
			return "", io.EOF
		case err != nil:
			return "", fmt.Errorf("read input: %w", err)
		}
	}
}
