package main

import (
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"

	"weft/kernel/jupyter/kernelspec"
)

//go:embed lab-requirements.txt
var labRequirements []byte

func labCmd() *cobra.Command {
	var noBrowser bool
	cmd := &cobra.Command{
		Use:   "lab [DIR] [-- JUPYTER_LAB_FLAGS...]",
		Short: "Open JupyterLab with this kernel, on the lessons",
		Long: "Starts JupyterLab in DIR (default: ./notebooks if it is there, else the current folder). The kernel is\n" +
			"known to this JupyterLab only. If there is none, a private one is installed once, into\n" +
			"the user's cache folder, with pinned versions.",
		RunE: func(cmd *cobra.Command, given []string) error {
			dir, flags, err := labArgs(given, cmd.ArgsLenAtDash())
			if err != nil {
				return err
			}
			jupyter, err := findLab(cmd.ErrOrStderr())
			if err != nil {
				return err
			}
			prefix, err := labPrefix()
			if err != nil {
				return err
			}
			if _, err := install(kernelspec.Host(), place{kernelspec.Target{Prefix: prefix}, kernelName}, ""); err != nil {
				return err
			}
			if noBrowser {
				flags = append(flags, "--no-browser")
			}
			return startLab(cmd, jupyter, prefix, dir, flags)
		},
	}
	cmd.Flags().BoolVar(&noBrowser, "no-browser", false, "print the address, open no browser")
	return cmd
}

func labArgs(given []string, dash int) (dir string, flags []string, err error) {
	if dash >= 0 {
		given, flags = given[:dash], given[dash:]
	}
	switch {
	case len(given) > 1:
		return "", nil, usageError{fmt.Errorf("lab opens one folder, not %d", len(given))}
	case len(given) == 1:
		dir = given[0]
	default:
		dir = "notebooks"
		if _, err := os.Stat(dir); err != nil {
			dir = "."
		}
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return "", nil, fmt.Errorf("open folder %s: there is no such folder", dir)
	}
	dir, err = filepath.Abs(dir)
	return dir, flags, err
}

// startLab runs JupyterLab in the foreground until it ends.
func startLab(cmd *cobra.Command, jupyter, prefix, dir string, flags []string) error {
	data := filepath.Join(prefix, "share", "jupyter")
	if more := os.Getenv("JUPYTER_PATH"); more != "" {
		data += string(os.PathListSeparator) + more
	}
	lab := exec.CommandContext(cmd.Context(), jupyter, append([]string{"lab", "--ServerApp.root_dir=" + dir}, flags...)...)
	lab.Env = append(os.Environ(), "JUPYTER_PATH="+data)
	lab.Stdin, lab.Stdout, lab.Stderr = cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr()
	interrupts := make(chan os.Signal, 1) // Ctrl-C is JupyterLab's; it asks back
	signal.Notify(interrupts, os.Interrupt)
	defer signal.Stop(interrupts)
	var exit *exec.ExitError
	if err := lab.Run(); errors.As(err, &exit) {
		return exitStatus(exit.ExitCode())
	} else if err != nil {
		return fmt.Errorf("start %s: %w", jupyter, err)
	}
	return nil
}

// findLab returns a jupyter command that has lab: that on PATH, the project's virtual
// environment, or a private one, which it makes if needed.
func findLab(progress io.Writer) (string, error) {
	for _, candidate := range []string{"jupyter", venvCommand(".venv", "jupyter")} {
		if path, err := exec.LookPath(candidate); err == nil && exec.Command(path, "lab", "--version").Run() == nil {
			return filepath.Abs(path)
		}
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("find a place for JupyterLab: %w", err)
	}
	venv := filepath.Join(cache, "weft", "lab")
	jupyter := venvCommand(venv, "jupyter")
	if exec.Command(jupyter, "lab", "--version").Run() == nil {
		return jupyter, nil
	}
	fmt.Fprintf(progress, "weft: no JupyterLab found; installing one into %s (once, about 300 MB)\n", venv)
	if err := makeVenv(venv, progress); err != nil {
		return "", fmt.Errorf("install JupyterLab: %w; or install it yourself (pip install jupyterlab) and run weft lab again", err)
	}
	return jupyter, nil
}

func makeVenv(venv string, progress io.Writer) error {
	python := "python3"
	if runtime.GOOS == "windows" {
		python = "python"
	}
	if err := os.MkdirAll(venv, 0o755); err != nil {
		return err
	}
	requirements := filepath.Join(venv, "requirements.txt")
	if err := os.WriteFile(requirements, labRequirements, 0o644); err != nil {
		return err
	}
	for _, step := range [][]string{
		{python, "-m", "venv", venv},
		{venvCommand(venv, "pip"), "install", "--quiet", "--disable-pip-version-check", "-r", requirements},
	} {
		run := exec.Command(step[0], step[1:]...)
		run.Stdout, run.Stderr = progress, progress
		if err := run.Run(); err != nil {
			return fmt.Errorf("%s: %w", filepath.Base(step[0]), err)
		}
	}
	return nil
}

func venvCommand(venv, name string) string {
	if runtime.GOOS == "windows" {
		return filepath.Join(venv, "Scripts", name+".exe")
	}
	return filepath.Join(venv, "bin", name)
}

// labPrefix is where the kernelspec of `weft lab` lives, apart from what the user installed.
func labPrefix() (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("find a place for the kernelspec: %w", err)
	}
	return filepath.Join(cache, "weft", "kernelspec"), nil
}
