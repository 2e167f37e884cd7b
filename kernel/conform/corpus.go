package conform

import (
	"bufio"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// A Corpus is a folder of programs.
type Corpus struct {
	Name     string
	Target   int // percent of the programs that are to be Same
	Programs []Program
	Missing  string // why there are no programs, if they are not installed
}

// corpora says where programs are found.
var corpora = []struct {
	name, folder string
	target       int
	toolchain    bool // below GOROOT/test; else below the module's root
	deep         bool // folders below it too
}{
	{name: "own", folder: "kernel/golang/lower/testdata", target: 100, deep: true},
	{name: "course", folder: "kernel/golang/lower/testdata/course", target: 100, deep: true},
	{name: "chan", folder: "chan", target: 100, toolchain: true},
	{name: "typeparam", folder: "typeparam", target: 90, toolchain: true},
	{name: "root", folder: ".", target: 75, toolchain: true},
}

// Judged reports whether the programs of a corpus are judged in a mode. Those of the toolchain, which test the compiler,
// are not given to it by weft.
func Judged(corpus string, m Mode) bool {
	for _, c := range corpora {
		if c.name == corpus {
			return m != Native || !c.toolchain
		}
	}
	return true
}

// Programs are those of all corpora.
func Programs(list []Corpus) []Program {
	var all []Program
	for _, c := range list {
		all = append(all, c.Programs...)
	}
	return all
}

// Corpora finds the programs below the module's root and with the installed toolchain.
func Corpora(root string) ([]Corpus, error) {
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("ask the go command for its folder: %w", err)
	}
	return find(root, filepath.Join(strings.TrimSpace(string(goroot)), "test"))
}

// find finds the programs below the module's root and below tests, the toolchain's. A program in the
// folders of two corpora belongs to the inner one.
func find(root, tests string) ([]Corpus, error) {
	var list []Corpus
	for _, c := range corpora {
		corpus := Corpus{Name: c.name, Target: c.target}
		dir := filepath.Join(root, c.folder)
		if c.toolchain {
			dir = filepath.Join(tests, c.folder)
		}
		if _, err := os.Stat(dir); err != nil {
			corpus.Missing = "there is no folder " + c.folder
			if c.toolchain {
				corpus.Missing = "the toolchain was installed without its tests"
			}
			list = append(list, corpus)
			continue
		}
		files, err := goFiles(dir, c.deep)
		if err != nil {
			return nil, fmt.Errorf("find programs of %s: %w", c.name, err)
		}
		for _, file := range files {
			rel, _ := filepath.Rel(dir, file)
			name := strings.TrimSuffix(filepath.ToSlash(rel), ".go")
			if !c.toolchain && owner(c.folder+"/"+name) != c.name {
				continue
			}
			if ok, err := runs(file); c.toolchain && (err != nil || !ok) {
				if err != nil {
					return nil, fmt.Errorf("find programs of %s: %w", c.name, err)
				}
				continue
			}
			corpus.Programs = append(corpus.Programs, Program{Corpus: c.name, Name: name, File: file})
		}
		list = append(list, corpus)
	}
	return list, nil
}

// owner is the corpus with the longest folder that path lies in.
func owner(path string) string {
	name, longest := "", 0
	for _, c := range corpora {
		if !c.toolchain && strings.HasPrefix(path, c.folder+"/") && len(c.folder) > longest {
			name, longest = c.name, len(c.folder)
		}
	}
	return name
}

func goFiles(dir string, deep bool) ([]string, error) {
	var files []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != dir && !deep:
			return fs.SkipDir
		case !d.IsDir() && strings.HasSuffix(path, ".go"):
			files = append(files, path)
		}
		return nil
	})
	slices.Sort(files)
	return files, err
}

// runs reports whether the toolchain's own runner would build and run the file as it is: its first
// line says so.
func runs(file string) (bool, error) {
	f, err := os.Open(file)
	if err != nil {
		return false, err
	}
	defer f.Close()
	line, _ := bufio.NewReader(f).ReadString('\n')
	return strings.TrimRight(line, "\n") == "// run", nil
}
