package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"weft/kernel/engine/launch"
	"weft/kernel/engine/memory"
	"weft/kernel/engine/sandbox"
	"weft/kernel/jupyter/kernelspec"
)

// A finding is one line of the doctor's report.
type finding struct {
	Subject string `json:"subject"`
	State   string `json:"state"`            // ok, missing, warning
	Detail  string `json:"detail"`           // version or path
	Remedy  string `json:"remedy,omitempty"` // what to do, if it is not ok
}

func doctorCmd() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use: "doctor", Short: "Say what this machine offers",
		Args: args(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			report := examine(cmd.Context())
			if asJSON {
				return json.NewEncoder(cmd.OutOrStdout()).Encode(report)
			}
			w := tabwriter.NewWriter(cmd.OutOrStdout(), 0, 0, 2, ' ', 0)
			for _, f := range report {
				fmt.Fprintf(w, "%s\t%s\t%s\n", f.State, f.Subject, f.Detail)
				if f.Remedy != "" {
					fmt.Fprintf(w, "\t\t%s\n", f.Remedy)
				}
			}
			return w.Flush()
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the report as JSON")
	return cmd
}

func examine(ctx context.Context) []finding {
	report := []finding{{Subject: "weft", State: "ok", Detail: fmt.Sprintf("%s, %s %s/%s, %d CPUs", buildVersion(), runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())}}
	report = append(report,
		tool("Go toolchain", "cells run without it; compiled cells and grading need it: install Go 1.26 from go.dev/dl", "go", "version"),
		tool("C compiler", "only the race detector needs it: install gcc", "gcc", "-dumpversion"),
		kitFinding(ctx),
		tool("JupyterLab", "`weft lab` sets it up, or: pip install jupyterlab", "jupyter", "lab", "--version"))
	env := kernelspec.Host()
	k, err := env.Find(kernelName)
	f := finding{Subject: "kernelspec", State: "ok", Detail: k.Dir}
	switch self, _ := ownSpec(); {
	case err != nil:
		f.State, f.Detail, f.Remedy = "missing", "Jupyter does not know the kernel", "weft install --user"
	case len(k.Spec.Argv) == 0 || k.Spec.Argv[0] != self.Argv[0]:
		f.State, f.Remedy = "warning", "it starts another weft than this one; `weft install` replaces it"
	}
	report = append(report, f, memoryFinding(memory.Here()), confinement(ctx))
	if err := launch.Possible(); err != nil {
		report = append(report, finding{Subject: "platform", State: "missing", Detail: err.Error()})
	}
	return report
}

// memoryFinding says what cells may use, and what holds them to it.
func memoryFinding(m memory.Machine) finding {
	f := finding{Subject: "memory", State: "ok"}
	switch {
	case m.Bytes == 0:
		f.State, f.Detail, f.Remedy = "warning", "how much there is is not known: cells have no limit", "weft kernel --memory 2GB, or WEFT_MEMORY"
	case !memory.HasHard:
		f.Detail = fmt.Sprintf("cells may use %s, half of what %s has; they are watched, the system has no limit for them", memory.Size(m.Bytes/2), m.From)
	default:
		f.Detail = fmt.Sprintf("cells may use %s, half of what %s has; the system holds them to little more", memory.Size(m.Bytes/2), m.From)
	}
	return f
}

// tool looks for a program and asks it for its version.
func tool(subject, remedy, name string, version ...string) finding {
	path, err := exec.LookPath(name)
	if err != nil {
		return finding{subject, "missing", "no " + name + " on PATH", remedy}
	}
	out, err := exec.Command(path, version...).CombinedOutput()
	if err != nil {
		return finding{subject, "warning", path + " does not run: " + err.Error(), remedy}
	}
	line, _, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	return finding{Subject: subject, State: "ok", Detail: line + " (" + path + ")"}
}

// confinement says how far submissions can be confined, and what keeps them from being confined further.
func confinement(ctx context.Context) finding {
	f := finding{Subject: "sandbox", State: "ok"}
	m, err := sandbox.Probe(ctx, sandbox.Options{})
	if err != nil {
		f.State, f.Detail, f.Remedy = "warning", err.Error(), "submissions cannot run here"
		return f
	}
	f.Detail = fmt.Sprintf("level %s (of %s, %s, %s, %s)", m.Level, sandbox.None, sandbox.Limited, sandbox.Confined, sandbox.Isolated)
	if m.Level < sandbox.Confined {
		f.State = "warning"
	}
	var remedies []string
	for _, missing := range m.Missing() {
		f.Detail += fmt.Sprintf("; no %s: %s", missing.Layer, missing.Detail)
		if !slices.Contains(remedies, missing.Remedy) {
			remedies = append(remedies, missing.Remedy)
		}
	}
	f.Remedy = strings.Join(remedies, "; ")
	return f
}
