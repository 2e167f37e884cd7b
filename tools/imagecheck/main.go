// Command imagecheck checks what can be known of the container images without a container engine: that the
// Dockerfile is right in BuildKit's own parser and linter, that its bases are pinned, its stages exist, its users are not
// root and the grader has no Python, that each COPY finds its sources in the build context, and that .dockerignore
// leaves in what the go command reads. It starts no container and downloads no image.
//
//	go run -C tools ./imagecheck [ROOT]
package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	root := ".."
	if len(os.Args) > 1 {
		root = os.Args[1]
	}
	os.Exit(run(root, os.Stdout, os.Stderr))
}

func run(root string, stdout, stderr io.Writer) int {
	problems, summary, err := check(root)
	if err != nil {
		fmt.Fprintf(stderr, "imagecheck: %v\n", err)
		return 2
	}
	for _, p := range problems {
		fmt.Fprintln(stderr, p)
	}
	if len(problems) > 0 {
		return 1
	}
	fmt.Fprintln(stdout, summary)
	return 0
}

// check returns what is wrong, a line each, and a line about what was looked at.
func check(root string) (problems []string, summary string, err error) {
	image, problems, err := readImage(root)
	if err != nil {
		return nil, "", err
	}
	if len(problems) > 0 { // the rest would be about a file that no builder takes
		return problems, "", nil
	}
	problems = append(problems, image.pins()...)
	problems = append(problems, image.references()...)
	problems = append(problems, image.users()...)
	problems = append(problems, image.pythonless("grader")...)
	problems = append(problems, image.lastStage("lab")...)

	ctx, err := readContext(root)
	if err != nil {
		return nil, "", err
	}
	for _, part := range []func() ([]string, error){
		func() ([]string, error) { return ctx.copies(image) },
		ctx.goFiles,
		ctx.scripts,
		ctx.requirements,
		func() ([]string, error) { return sameFile(root, "Dockerfile", "binder/Dockerfile") },
	} {
		more, err := part()
		if err != nil {
			return nil, "", err
		}
		problems = append(problems, more...)
	}
	return problems, fmt.Sprintf("image: %d stages, %d files in the build context, %.1f MB", len(image.stages), len(ctx.files), float64(ctx.size)/1e6), nil
}

// sameFile compares: Binder looks for its Dockerfile in a folder of its own, and cannot be told of another.
func sameFile(root, a, b string) ([]string, error) {
	x, err := os.ReadFile(filepath.Join(root, a))
	if err != nil {
		return nil, err
	}
	y, err := os.ReadFile(filepath.Join(root, b))
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(x, y) {
		return []string{fmt.Sprintf("%s differs from %s: cp %s %s", b, a, a, b)}, nil
	}
	return nil, nil
}

// lines splits a text, without comments and empty lines.
func lines(text []byte) []string {
	var list []string
	for line := range strings.Lines(string(text)) {
		line, _, _ = strings.Cut(line, "#")
		if line = strings.TrimSpace(line); line != "" {
			list = append(list, line)
		}
	}
	return list
}
