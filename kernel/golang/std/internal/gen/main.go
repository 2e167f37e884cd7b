// Command gen writes the committed data of kernel/golang/std: the declarations of every package
// that learners can import, for each platform, and the interpreter's symbol tables. It needs
// the Go release that go.mod names; the same release and sources give the same bytes.
//
// Run it in the module's root:
//
//	go run ./kernel/golang/std/internal/gen          # what is committed
//	go run ./kernel/golang/std/internal/gen -docs    # docs.bin, for builds with the tag docs
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"weft/kernel/golang/std/internal/pack"
)

func main() {
	root := flag.String("root", ".", "the module's root")
	onlyDocs := flag.Bool("docs", false, "write only docs.bin, which is not committed")
	flag.Parse()
	if flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	run := generate
	if *onlyDocs {
		run = generateDocs
	}
	if err := run(*root, filepath.Join(*root, "kernel/golang/std")); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

// generate writes what is committed under out, the folder of package std.
func generate(root, out string) error {
	worlds := make(map[platform]*world)
	for _, p := range platforms() {
		w, err := load(root, p)
		if err != nil {
			return err
		}
		worlds[p] = w
	}
	if err := generateExports(worlds, out); err != nil {
		return err
	}
	return generateTables(worlds, filepath.Join(out, "symbols"))
}

// The platforms that weft is built for. The first is the one whose data the others differ from.
func platforms() []platform {
	return []platform{
		{"linux", "amd64"}, {"linux", "arm64"},
		{"darwin", "amd64"}, {"darwin", "arm64"},
		{"windows", "amd64"}, {"windows", "arm64"},
	}
}

// generateExports writes export.bin with all packages as linux/amd64 declares them, except weft's
// own: export_weft.bin keeps these apart because they change more often. A file per other
// platform has the packages that differ: from linux/amd64 for an operating system's amd64, from
// that for its arm64.
func generateExports(worlds map[platform]*world, out string) error {
	linux := worlds[platform{"linux", "amd64"}]
	entries, err := exportEntries(linux)
	if err != nil {
		return err
	}
	isOwn := func(e pack.Entry) bool { return strings.HasPrefix(e.Name, "weft/") }
	own := slices.DeleteFunc(slices.Clone(entries), func(e pack.Entry) bool { return !isOwn(e) })
	if err := writePack(filepath.Join(out, "export_weft.bin"), own); err != nil {
		return err
	}
	if err := writePack(filepath.Join(out, "export.bin"), slices.DeleteFunc(entries, isOwn)); err != nil {
		return err
	}
	for _, p := range platforms()[1:] {
		base, name := worlds[platform{p.os, "amd64"}], "export_"+p.String()+".bin"
		if p.arch == "amd64" {
			base, name = linux, "export_"+p.os+".bin"
		}
		entries, err := overlayEntries(base, worlds[p])
		if err != nil {
			return err
		}
		if err := writePack(filepath.Join(out, name), entries); err != nil {
			return err
		}
	}
	return nil
}

func writePack(file string, entries []pack.Entry) error {
	data, err := pack.Encode(entries)
	if err != nil {
		return fmt.Errorf("encode %s: %w", file, err)
	}
	return os.WriteFile(file, data, 0o644)
}
