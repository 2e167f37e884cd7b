package kernelspec_test

import (
	"fmt"
	"log"
	"os"
	"path/filepath"

	"weft/kernel/jupyter/kernelspec"
)

// A kernel is installed into a folder, found again, and would be started with this command line.
func Example() {
	dir, err := os.MkdirTemp("", "jupyter")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)

	env := kernelspec.Environment{GOOS: "linux", Home: dir, Getenv: func(name string) string {
		return map[string]string{"JUPYTER_PATH": dir}[name]
	}}
	spec := kernelspec.Spec{
		Argv:        []string{"/opt/shout", "-f", "{connection_file}"},
		DisplayName: "Shout",
		Language:    "text",
	}
	if _, err := env.Install(kernelspec.Target{Dir: dir}, "shout", spec, nil); err != nil {
		log.Fatal(err)
	}
	k, err := env.Find("Shout")
	if err != nil {
		log.Fatal(err)
	}
	where, err := filepath.Rel(dir, k.Dir)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(filepath.ToSlash(where))
	fmt.Println(k.Command("/run/user/kernel-1.json"))
	// Output:
	// kernels/shout
	// [/opt/shout -f /run/user/kernel-1.json]
}
