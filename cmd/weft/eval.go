package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"weft/kernel"
	"weft/kernel/flood"
	"weft/kernel/jupyter/msg"
)

func evalCmd() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "eval FILE.go... | -",
		Short: "Run files as the cells of one fresh session",
		Long: "Each file is one cell; - is standard input. What the cells print goes to standard output and\n" +
			"error, diagnostics to standard error. The exit status is that of the program: 0, os.Exit's\n" +
			"argument, 2 after a panic; 1 if a cell does not compile.",
		Args: args(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, files []string) error {
			cells, err := readCells(files, cmd.InOrStdin())
			if err != nil {
				return err
			}
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt)
			defer stop()
			out := newConsole(cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr())
			if asJSON {
				return evalJSON(ctx, cells, cmd.OutOrStdout())
			}
			return eval(ctx, cells, out)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print outputs and errors as one JSON object a cell")
	return cmd
}

// readCells reads each file as a cell; a - stands for standard input, which can be read once.
func readCells(files []string, stdin io.Reader) ([]string, error) {
	var cells []string
	for i, name := range files {
		if name == "-" {
			for _, other := range files[:i] {
				if other == "-" {
					return nil, errors.New("standard input (-) can be read only once")
				}
			}
			text, err := io.ReadAll(stdin)
			if err != nil {
				return nil, fmt.Errorf("read standard input: %w", err)
			}
			cells = append(cells, string(text))
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read cell: %w", err)
		}
		cells = append(cells, string(text))
	}
	return cells, nil
}

// eval runs the cells until one fails.
func eval(ctx context.Context, cells []string, out *console) error {
	magics, closeMagics := notebookMagics()
	defer closeMagics()
	session, err := kernel.NewSession(kernel.Config{Magics: magics, Output: flood.Limits{Text: -1}})
	if err != nil {
		return err
	}
	defer session.Close()
	for i, source := range cells {
		o := session.Run(ctx, i+1, source, out)
		for _, page := range pages(o) {
			out.text(page)
		}
		f := o.Failure
		if f != nil {
			out.failure(strings.Join(f.Traceback, "\n"))
		}
		out.flushRemarks()
		if f != nil {
			return exitStatus(f.Code)
		}
	}
	return nil
}

// pages are what a notebook shows in its pager: the answers to x? and the like.
func pages(o kernel.Outcome) (all []msg.Bundle) {
	for _, p := range o.Payload {
		if data, ok := p["data"].(msg.Bundle); ok && p["source"] == "page" {
			all = append(all, data)
		}
	}
	return all
}

// A console is where cells put their output outside of a notebook.
type console struct {
	mu     sync.Mutex
	in     *bufio.Reader
	stdout io.Writer
	stderr io.Writer

	remarks []string // of the cell that runs
}

const inputBuffer = 32 << 10 // bytes, less than a pipe to the evaluator holds

func newConsole(in io.Reader, stdout, stderr io.Writer) *console {
	return &console{in: bufio.NewReaderSize(in, inputBuffer), stdout: stdout, stderr: stderr}
}

// Remark keeps what the checker has to say of a cell that runs all the same until the cell has
// ended: what the program itself writes comes first, as it would compiled.
func (c *console) Remark(text string) { c.remarks = append(c.remarks, text) }

func (c *console) flushRemarks() {
	for _, text := range c.remarks {
		c.failure(text)
	}
	c.remarks = nil
}

// Colours reports whether somebody sees the colours of messages.
func (c *console) Colours() bool { return isTerminal(c.stderr) }

// failure prints text, with its colours if somebody sees them.
func (c *console) failure(text string) {
	if !c.Colours() {
		text = kernel.StripColours(text)
	}
	c.Stream("stderr", text+"\n")
}

func (c *console) Stream(name, text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	w := c.stdout
	if name == "stderr" {
		w = c.stderr
	}
	io.WriteString(w, text)
}

func (c *console) text(data msg.Bundle) {
	if text, ok := data["text/plain"].(string); ok {
		c.Stream("stdout", text+"\n")
	}
}

func (c *console) Display(data, _ msg.Bundle, _ string) { c.text(data) }
func (c *console) Update(data, _ msg.Bundle, _ string)  { c.text(data) }
func (c *console) Result(data, _ msg.Bundle)            { c.text(data) }
func (c *console) Clear(bool)                           {}

// Input reads a line of standard input. The prompt of a plain read has been printed already.
func (c *console) Input(_ context.Context, prompt string, _ bool) (string, error) {
	line, err := c.in.ReadString('\n')
	if err != nil && line == "" {
		return "", io.EOF
	}
	return trimLineEnd(line), nil
}

// More returns the whole lines that have been read together with the last one.
func (c *console) More() []string {
	text, _ := c.in.Peek(c.in.Buffered())
	end := bytes.LastIndexByte(text, '\n')
	if end < 0 {
		return nil
	}
	lines := strings.Split(string(text[:end]), "\n")
	for i, line := range lines {
		lines[i] = trimLineEnd(line)
	}
	c.in.Discard(end + 1)
	return lines
}

func trimLineEnd(s string) string {
	for len(s) > 0 && (s[len(s)-1] == '\n' || s[len(s)-1] == '\r') {
		s = s[:len(s)-1]
	}
	return s
}

// A cellRecord is what --json prints for a cell.
type cellRecord struct {
	Cell    int        `json:"cell"`
	Stdout  string     `json:"stdout"`
	Stderr  string     `json:"stderr"`
	Display []any      `json:"display,omitempty"` // MIME bundles
	Result  msg.Bundle `json:"result,omitempty"`
	Error   string     `json:"error,omitempty"` // its kind
	Message string     `json:"message,omitempty"`
	Status  int        `json:"status"`
}

// recorder is the Out of one cell for --json.
type recorder struct {
	mu sync.Mutex
	cellRecord
}

func (r *recorder) Stream(name, text string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if name == "stderr" {
		r.Stderr += text
	} else {
		r.Stdout += text
	}
}

func (r *recorder) Display(data, _ msg.Bundle, _ string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.cellRecord.Display = append(r.cellRecord.Display, data)
}

func (r *recorder) Update(data, metadata msg.Bundle, id string) { r.Display(data, metadata, id) }
func (r *recorder) Clear(bool)                                  {}
func (r *recorder) Colours() bool                               { return false }

func (r *recorder) Result(data, _ msg.Bundle) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.cellRecord.Result = data
}

func (r *recorder) Input(context.Context, string, bool) (string, error) { return "", io.EOF }

func evalJSON(ctx context.Context, cells []string, w io.Writer) error {
	magics, closeMagics := notebookMagics()
	defer closeMagics()
	session, err := kernel.NewSession(kernel.Config{Magics: magics, Output: flood.Limits{Text: -1}})
	if err != nil {
		return err
	}
	defer session.Close()
	enc := json.NewEncoder(w)
	for i, source := range cells {
		r := &recorder{cellRecord: cellRecord{Cell: i + 1}}
		o := session.Run(ctx, i+1, source, r)
		for _, page := range pages(o) {
			r.Display(page, nil, "")
		}
		f := o.Failure
		r.mu.Lock()
		if f != nil {
			r.Error, r.Message, r.Status = f.Name, f.Plain(), f.Code
		}
		err := enc.Encode(r.cellRecord)
		r.mu.Unlock()
		if err != nil {
			return err
		}
		if f != nil {
			return exitStatus(f.Code)
		}
	}
	return nil
}
