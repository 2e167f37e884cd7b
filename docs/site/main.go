// Command site makes a web site of the repository's documents: the guides, the lessons with their stored outputs,
// the exercises' statements, and the documentation of the packages that are of use elsewhere. It owns how a page
// looks and how links between documents become links between pages. A site is a folder of files that need no server
// and load nothing from elsewhere.
//
//	go run ./docs/site -o build/site
package main

import (
	"flag"
	"fmt"
	"os"
	"strings"

	"weft/docs/links"
)

func main() {
	out := flag.String("o", "build/site", "the folder to write; what is in it is replaced")
	root := flag.String("root", ".", "the root of the repository")
	version := flag.String("version", "", "the version that the pages name")
	external := flag.Bool("external", false, "only list the links to other hosts")
	flag.Parse()
	if err := run(*root, *out, *version, *external); err != nil {
		fmt.Fprintln(os.Stderr, "site:", err)
		os.Exit(1)
	}
}

func run(root, out, version string, external bool) error {
	found, err := links.Check(os.DirFS(root))
	if err != nil {
		return err
	}
	if external {
		fmt.Println(strings.Join(found.External, "\n"))
		return nil
	}
	for _, p := range found.Problems {
		fmt.Fprintln(os.Stderr, p)
	}
	if n := len(found.Problems); n > 0 {
		return fmt.Errorf("%d links lead nowhere", n)
	}
	written, err := Build(root, out, version)
	if err != nil {
		return err
	}
	fmt.Printf("%s: %d pages, %d other files; %d links followed, %d to other hosts not\n",
		out, written.Pages, written.Files, found.Internal, len(found.External))
	return nil
}
