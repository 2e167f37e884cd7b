package lowertest

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestCells runs sessions of cells. The last line of an output is the cell's status, if it is not 0.
func TestCells(t *testing.T) {
	files, err := filepath.Glob("../testdata/cells/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no sessions: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			cmd := exec.CommandContext(t.Context(), os.Args[0])
			cmd.Env = append(os.Environ(), runEnv+"="+file)
			got, stderr := outcome(t, cmd)
			var outs []string
			for _, o := range strings.SplitAfter(got, "\x00") {
				status, rest, _ := strings.Cut(o, "\n")
				if len(outs) > 0 && status != "0" {
					outs[len(outs)-1] = strings.TrimSuffix(outs[len(outs)-1], "\x00") + "status " + status + "\n"
				}
				if len(outs) == 0 {
					rest = o
				}
				outs = append(outs, rest)
			}
			for i, s := range sections(string(text)) {
				if i >= len(outs) {
					t.Fatalf("only %d cells ran\n%s", len(outs), stderr)
				}
				if out := strings.TrimSuffix(outs[i], "\x00"); out != s.out {
					t.Errorf("cell %d:\n%s\ngot:\n%s\nwant:\n%s\n%s", i+1, s.cell, out, s.out, stderr)
				}
			}
		})
	}
}
