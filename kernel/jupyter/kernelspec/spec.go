package kernelspec

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// A Spec is the content of kernel.json ("Kernel specs" in jupyter_client's documentation).
type Spec struct {
	Argv            []string          `json:"argv"` // {connection_file} and {resource_dir} are replaced, see Command
	DisplayName     string            `json:"display_name"`
	Language        string            `json:"language"`
	InterruptMode   string            `json:"interrupt_mode,omitempty"` // "signal" (also when empty) or "message"
	Env             map[string]string `json:"env,omitempty"`            // ${NAME} is replaced from the environment
	Metadata        map[string]any    `json:"metadata,omitempty"`
	ProtocolVersion string            `json:"kernel_protocol_version,omitempty"`
}

// specFile is the name by which a folder is known as a kernel.
const specFile = "kernel.json"

// Check reports what keeps Jupyter from starting or showing a kernel with this spec.
func (s Spec) Check() error {
	switch {
	case len(s.Argv) == 0 || s.Argv[0] == "":
		return errors.New("argv is empty: it must name the program that starts the kernel")
	case s.DisplayName == "":
		return errors.New("display_name is empty")
	case s.Language == "":
		return errors.New("language is empty")
	case s.InterruptMode != "" && s.InterruptMode != "signal" && s.InterruptMode != "message":
		return fmt.Errorf("interrupt_mode %q: want signal or message", s.InterruptMode)
	}
	return nil
}

// A Kernel is a spec that List or Find found.
type Kernel struct {
	Name string // lower case, as Jupyter compares names
	Dir  string // the folder with kernel.json and the logos
	Spec Spec
	Err  error // List: why kernel.json cannot be used; Spec is then incomplete
}

// Read reads the kernel.json in dir.
func Read(dir string) (Kernel, error) {
	k := Kernel{Name: strings.ToLower(filepath.Base(dir)), Dir: dir}
	path := filepath.Join(dir, specFile)
	data, err := os.ReadFile(path)
	if err != nil {
		return k, fmt.Errorf("read kernel spec %s: %w", path, bare(err))
	}
	if err := json.Unmarshal(data, &k.Spec); err != nil {
		return k, fmt.Errorf("read kernel spec %s: %w: correct it or install the kernel again", path, err)
	}
	if err := k.Spec.Check(); err != nil {
		return k, fmt.Errorf("read kernel spec %s: %w: correct it or install the kernel again", path, err)
	}
	return k, nil
}

// Command returns the program and arguments that start k with a connection file.
//
// A bare "python" means the Python that Jupyter itself runs on. For a kernel that was installed
// into a prefix that has its own Python, this is taken to be that one.
func (k Kernel) Command(connectionFile string) []string {
	r := strings.NewReplacer("{connection_file}", connectionFile, "{resource_dir}", k.Dir)
	argv := make([]string, len(k.Spec.Argv))
	for i, arg := range k.Spec.Argv {
		argv[i] = r.Replace(arg)
	}
	if len(argv) > 0 && (argv[0] == "python" || argv[0] == "python3") {
		// <prefix>/share/jupyter/kernels/<name>
		prefix := filepath.Join(k.Dir, "..", "..", "..", "..")
		for _, p := range []string{filepath.Join("bin", argv[0]), filepath.Join("Scripts", argv[0]+".exe")} {
			if full := filepath.Join(prefix, p); isFile(full) {
				argv[0] = full
				break
			}
		}
	}
	return argv
}

// Environ returns base ("NAME=value" each) with the spec's variables added. ${NAME} and $NAME in
// them are replaced from base; names that base lacks are left as they are.
func (k Kernel) Environ(base []string) []string {
	have := map[string]string{}
	for _, kv := range base {
		name, value, _ := strings.Cut(kv, "=")
		have[name] = value
	}
	env := append([]string(nil), base...)
	for name, value := range k.Spec.Env {
		value = variable.ReplaceAllStringFunc(value, func(m string) string {
			if v, ok := have[strings.Trim(m, "${}")]; ok {
				return v
			}
			return m
		})
		env = append(env, name+"="+value)
	}
	return env
}

var (
	variable   = regexp.MustCompile(`\$\{\w+\}|\$\w+`)
	kernelName = regexp.MustCompile(`^[a-z0-9._-]+$`)
)

// checkName applies Jupyter's rule for names of kernels. "." and ".." would be other folders.
func checkName(name string) error {
	if !kernelName.MatchString(name) || strings.Trim(name, ".") == "" {
		return fmt.Errorf("kernel name %q: use only a-z, 0-9, '-', '.' and '_'", name)
	}
	return nil
}

func isFile(path string) bool {
	st, err := os.Stat(path)
	return err == nil && st.Mode().IsRegular()
}
