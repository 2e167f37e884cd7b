package main

import (
	"cmp"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"weft/kernel/engine/launch"
	"weft/kernel/jupyter/kernelspec"
)

// kernelName is the folder of the kernelspec, and what notebooks' metadata call the kernel.
const kernelName = "weft"

//go:embed logo/*
var logo embed.FS

// A place says which kernelspec install and uninstall are about.
type place struct {
	kernelspec.Target
	name string
}

func (p *place) flags(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&p.User, "user", false, "for the current user")
	cmd.Flags().StringVar(&p.Prefix, "prefix", "", "below DIR/share/jupyter")
	cmd.Flags().BoolVar(&p.SysPrefix, "sys-prefix", false, "in the active virtual environment")
	cmd.MarkFlagsMutuallyExclusive("user", "prefix", "sys-prefix")
	cmd.Flags().StringVar(&p.name, "name", kernelName, "the kernel's name, where several versions lie side by side")
}

func installCmd() *cobra.Command {
	var p place
	var title string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "install [--user | --prefix DIR | --sys-prefix]",
		Short: "Make the kernel known to Jupyter",
		Long: "Writes kernel.json and the logo where Jupyter looks for them. Without a flag they are\n" +
			"installed for the current user; an installed weft kernel is replaced.\n\n" +
			"Another version beside it: weft install --name weft-next",
		Args: args(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			env := kernelspec.Host()
			dir, err := install(env, p, title)
			if err != nil {
				return err
			}
			name := filepath.Base(dir)
			if asJSON {
				return json.NewEncoder(cmd.OutOrStdout()).Encode(map[string]string{"name": name, "dir": dir})
			}
			fmt.Fprintf(cmd.OutOrStdout(), "installed kernel %q in %s\n", name, dir)
			switch k, err := env.Find(name); {
			case !env.Visible(dir):
				fmt.Fprintf(cmd.OutOrStdout(), "Jupyter does not look there by itself; set JUPYTER_PATH=%s\n", filepath.Dir(filepath.Dir(dir)))
			case err == nil && k.Dir != dir:
				fmt.Fprintf(cmd.OutOrStdout(), "Jupyter takes the one in %s before it\n", k.Dir)
			}
			return nil
		},
	}
	p.flags(cmd)
	cmd.Flags().StringVar(&title, "display-name", "", `what Jupyter's menus show (default "Go (NAME)")`)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the result as JSON")
	return cmd
}

// install writes the kernelspec, with this binary as the kernel. Without a title it is named after the kernel.
func install(env kernelspec.Environment, p place, title string) (dir string, err error) {
	if err := launch.Possible(); err != nil {
		return "", err
	}
	if p.Target == (kernelspec.Target{}) {
		p.User = true
	}
	spec, err := ownSpec()
	if err != nil {
		return "", err
	}
	spec.DisplayName = cmp.Or(title, fmt.Sprintf("Go (%s)", p.name))
	if dir, err = env.Dir(p.Target, p.name); err != nil {
		return "", err
	}
	if k, err := kernelspec.Read(dir); err == nil && !isWeft(k.Spec) {
		return "", fmt.Errorf("in %s is another program's kernel (%s): choose another --name", dir, k.Spec.DisplayName)
	}
	files, err := fs.Sub(logo, "logo")
	if err != nil {
		return "", err
	}
	return env.Install(p.Target, p.name, spec, files)
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
		DisplayName:   "Go (" + kernelName + ")",
		Language:      "go",
		InterruptMode: "message",
	}, nil
}

// isWeft reports whether install wrote the spec.
func isWeft(s kernelspec.Spec) bool {
	return s.Language == "go" && len(s.Argv) > 1 && slices.Equal(s.Argv[1:], []string{"kernel", "-f", "{connection_file}"})
}

func uninstallCmd() *cobra.Command {
	var p place
	cmd := &cobra.Command{
		Use:   "uninstall [--user | --prefix DIR | --sys-prefix]",
		Short: "Remove the kernel from Jupyter",
		Long:  "Removes what `weft install` with the same flags wrote; without a flag the one that Jupyter takes.",
		Args:  args(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			env := kernelspec.Host()
			dir, err := uninstall(env, p)
			if err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "removed %s\n", dir)
			if k, err := env.Find(p.name); err == nil {
				fmt.Fprintf(cmd.OutOrStdout(), "Jupyter takes the one in %s\n", k.Dir)
			}
			return nil
		},
	}
	p.flags(cmd)
	return cmd
}

// uninstall removes a kernelspec and returns its folder. A kernel that is another program's stays.
func uninstall(env kernelspec.Environment, p place) (dir string, err error) {
	var k kernelspec.Kernel
	if p.Target == (kernelspec.Target{}) {
		k, err = env.Find(p.name)
	} else if dir, err = env.Dir(p.Target, p.name); err == nil {
		k, err = kernelspec.Read(dir)
	}
	switch {
	case k.Dir == "":
		return "", err
	case err == nil && !isWeft(k.Spec):
		return "", fmt.Errorf("in %s is another program's kernel (%s), which stays", k.Dir, k.Spec.DisplayName)
	}
	return k.Dir, kernelspec.Remove(k.Dir) // one that cannot be read is removed too
}
