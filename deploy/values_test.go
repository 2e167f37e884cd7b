// Package deploy has no code of its own: it is the configuration of a hub for a class, for one machine and for
// Kubernetes. Its test holds the two to the same promises, which docs/HUB.md explains.
package deploy

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// TestSamePromises compares values.yaml with the constants of jupyterhub_config.py.
func TestSamePromises(t *testing.T) {
	config, err := os.ReadFile("jupyterhub_config.py")
	if err != nil {
		t.Fatal(err)
	}
	values := readYAML(t, "values.yaml")
	for _, tt := range []struct{ path, constant string }{
		{"singleuser.memory.limit", "MEMORY"},
		{"singleuser.extraEnv.WEFT_MEMORY", "CELLS"},
		{"singleuser.cpu.limit", "CPU"},
		{"singleuser.uid", "UID"},
		{"singleuser.fsGid", "GID"},
		{"cull.timeout", "IDLE_SERVER"},
	} {
		if got, want := fmt.Sprint(at(values, tt.path)), constant(t, config, tt.constant); got != want {
			t.Errorf("values.yaml: %s is %s; jupyterhub_config.py: %s is %s", tt.path, got, tt.constant, want)
		}
	}
	arguments := fmt.Sprint(at(values, "hub.config.KubeSpawner.args"))
	if want := "cull_idle_timeout=" + constant(t, config, "IDLE_KERNEL"); !strings.Contains(arguments, want+" ") {
		t.Errorf("values.yaml: kernels have the arguments %s without %s", arguments, want)
	}
	handOut := regexp.MustCompile(`(?m)^c\.DockerSpawner\.post_start_cmd = f"(.*)"$`).FindSubmatch(config)
	if handOut == nil {
		t.Fatal("jupyterhub_config.py hands nothing out")
	}
	want := strings.ReplaceAll(string(handOut[1]), "{HOME}", "/home/jovyan")
	if got := fmt.Sprint(at(values, "singleuser.lifecycleHooks.postStart.exec.command")); !strings.Contains(got, want) {
		t.Errorf("values.yaml hands out with %s, jupyterhub_config.py with %s", got, want)
	}
}

// TestFits: two notebooks whose cells use all that they may, and a server, are within a student's memory.
func TestFits(t *testing.T) {
	config, err := os.ReadFile("jupyterhub_config.py")
	if err != nil {
		t.Fatal(err)
	}
	const server = 400e6 // JupyterLab's server, and what two kernels use beside their cells: docs/HUB.md
	if all, two := size(t, constant(t, config, "MEMORY")), 2*size(t, constant(t, config, "CELLS"))+server; two > all {
		t.Errorf("a student may have %.0f bytes, and two notebooks with a server use %.0f", all, two)
	}
}

// TestSchema holds values.yaml against the schema of the chart, where there is one: WEFT_CHART is the chart's folder.
func TestSchema(t *testing.T) {
	dir := os.Getenv("WEFT_CHART")
	if dir == "" {
		t.Skip("WEFT_CHART names no chart: git clone -b 4.4.0 https://github.com/jupyterhub/zero-to-jupyterhub-k8s, and its folder jupyterhub")
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("values", plain(t, readYAML(t, filepath.Join(dir, "values.schema.yaml")))); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("values")
	if err != nil {
		t.Fatal(err)
	}
	// Helm validates what comes of the chart's values and ours.
	if err := schema.Validate(plain(t, merged(readYAML(t, filepath.Join(dir, "values.yaml")), readYAML(t, "values.yaml")))); err != nil {
		t.Errorf("values.yaml: %v", err)
	}
}

func readYAML(t *testing.T, file string) any {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var v any
	if err := yaml.UnmarshalWithOptions(text, &v, yaml.Strict()); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return v
}

// at is the value at a path of keys, nil if there is none.
func at(v any, path string) any {
	for key := range strings.SplitSeq(path, ".") {
		m, _ := v.(map[string]any)
		v = m[key]
	}
	return v
}

// constant is a number, a product of numbers, or a text of jupyterhub_config.py.
func constant(t *testing.T, config []byte, name string) string {
	t.Helper()
	if name == "UID" || name == "GID" {
		both := regexp.MustCompile(`(?m)^UID, GID = (\d+), (\d+)`).FindSubmatch(config)
		if both == nil {
			t.Fatal("jupyterhub_config.py has no UID, GID")
		}
		return string(both[map[string]int{"UID": 1, "GID": 2}[name]])
	}
	found := regexp.MustCompile(`(?m)^` + name + ` = "?([\w* ]+?)"? *(#|$)`).FindSubmatch(config)
	if found == nil {
		t.Fatalf("jupyterhub_config.py has no %s", name)
	}
	product := 1
	for factor := range strings.SplitSeq(string(found[1]), "*") {
		n, err := strconv.Atoi(strings.TrimSpace(factor))
		if err != nil {
			return string(found[1])
		}
		product *= n
	}
	return strconv.Itoa(product)
}

// size is a number of bytes: JupyterHub's G is 2^30, weft's MB 10^6.
func size(t *testing.T, text string) float64 {
	t.Helper()
	for unit, bytes := range map[string]float64{"G": 1 << 30, "MB": 1e6, "GB": 1e9} {
		if n, err := strconv.ParseFloat(strings.TrimSuffix(text, unit), 64); err == nil && strings.HasSuffix(text, unit) {
			return n * bytes
		}
	}
	t.Fatalf("%q is no size", text)
	return 0
}

// merged is base with over in it, as Helm merges values.
func merged(base, over any) any {
	b, ok := base.(map[string]any)
	o, also := over.(map[string]any)
	if !ok || !also {
		return over
	}
	all := map[string]any{}
	for k, v := range b {
		all[k] = v
	}
	for k, v := range o {
		if old, ok := all[k]; ok {
			v = merged(old, v)
		}
		all[k] = v
	}
	return all
}

// plain gives the values the types that JSON has.
func plain(t *testing.T, v any) any {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	p, err := jsonschema.UnmarshalJSON(strings.NewReader(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	return p
}
