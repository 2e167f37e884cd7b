package main

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"weft/kernel/engine/launch"
	"weft/kernel/jupyter/kernelspec"
)

// kernelName is the folder of the kernelspec, and what notebooks' metadata call the kernel.
const kernelName = "weft"

//go:embed logo/*
var logo embed.FS

func installCmd() *cobra.Command {
	var t kernelspec.Target
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "install [--user | --prefix DIR | --sys-prefix]",
		Short: "Make the kernel known to Jupyter",
		Long: "Writes kernel.json and the logo where Jupyter looks for them. Without a flag they are\n" +
			"installed for the current user; an installed weft kernel is replaced.",
		Args: args(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !t.User && t.Prefix == "" && !t.SysPrefix {
				t.User = true
			}
			dir, err := install(kernelspec.Host(), t)
			if err != nil {
				return err
			}
			if asJSON {
				return json.NewEncoder(cmd.OutOrStdout()).Encode(map[string]string{"name": kernelName, "dir": dir})
			}
			fmt.Fprintf(cmd.OutOrStdout(), "installed kernel %q in %s\n", kernelName, dir)
			if !kernelspec.Host().Visible(dir) {
				fmt.Fprintf(cmd.OutOrStdout(), "Jupyter does not look there by itself; set JUPYTER_PATH=%s\n", filepath.Dir(filepath.Dir(dir)))
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&t.User, "user", false, "for the current user (the default)")
	cmd.Flags().StringVar(&t.Prefix, "prefix", "", "below DIR/share/jupyter")
	cmd.Flags().BoolVar(&t.SysPrefix, "sys-prefix", false, "into the active virtual environment")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the result as JSON")
	cmd.MarkFlagsMutuallyExclusive("user", "prefix", "sys-prefix")
	return cmd
}

// install writes the kernelspec, with this binary as the kernel.
func install(env kernelspec.Environment, t kernelspec.Target) (dir string, err error) {
	if err := launch.Possible(); err != nil {
		return "", err
	}
	spec, err := ownSpec()
	if err != nil {
		return "", err
	}
	files, err := fs.Sub(logo, "logo")
	if err != nil {
		return "", err
	}
	return env.Install(t, kernelName, spec, files)
}

func ownSpec() (kernelspec.Spec, error) {
	self, err := os.Executable()
	if err != nil {
		return kernelspec.Spec{}, fmt.Errorf("find this program's own path: %w", err)
	}
	if self, err = filepath.EvalSymlinks(self); err != nil {
		return kernelspec.Spec{}, fmt.Errorf("find this program's own path: %w", err)
	}
	return kernelspec.Spec{
		Argv:          []string{self, "kernel", "-f", "{connection_file}"},
		DisplayName:   "Go (weft)",
		Language:      "go",
		InterruptMode: "message",
	}, nil
}

func uninstallCmd() *cobra.Command {
	return &cobra.Command{
		Use: "uninstall", Short: "Remove the kernel from Jupyter",
		Args: args(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, err := kernelspec.Host().Uninstall(kernelName)
			if err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "removed %s\n", dir)
			return nil
		},
	}
}
