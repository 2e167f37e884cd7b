package links

import (
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"
)

// A Problem is a link whose target is not there.
type Problem struct {
	Path, Place string
	Target      string
	Why         string
}

func (p Problem) String() string {
	return fmt.Sprintf("%s:%s: %s: %s", p.Path, p.Place, p.Target, p.Why)
}

// Result is what Check found.
type Result struct {
	Documents int
	Internal  int // links into the repository that were looked at
	Problems  []Problem
	External  []string // links to other hosts, each once, in order; nobody looked at them
}

// Check reads all documents of the repository and follows each link and each name of a path in them.
func Check(fsys fs.FS) (Result, error) {
	paths, err := Find(fsys)
	if err != nil {
		return Result{}, err
	}
	docs := map[string]Document{}
	for _, p := range paths {
		if docs[p], err = Read(fsys, p); err != nil {
			return Result{}, err
		}
	}
	r := Result{Documents: len(docs)}
	for _, p := range paths {
		d := docs[p]
		for _, l := range d.Links {
			if u, err := url.Parse(l.Target); err == nil && u.Scheme != "" && u.Scheme != "attachment" {
				r.External = append(r.External, l.Target)
				continue
			}
			r.Internal++
			if why := follow(fsys, docs, d, l.Target); why != "" {
				r.Problems = append(r.Problems, Problem{p, l.Place, l.Target, why})
			}
		}
		for _, l := range d.Names {
			r.Internal++
			if !exists(fsys, l.Target) && !exists(fsys, path.Join(path.Dir(p), l.Target)) {
				r.Problems = append(r.Problems, Problem{p, l.Place, l.Target, "no such file or folder"})
			}
		}
	}
	slices.Sort(r.External)
	r.External = slices.Compact(r.External)
	return r, nil
}

// follow says why a link of d leads nowhere, or "".
func follow(fsys fs.FS, docs map[string]Document, d Document, target string) string {
	u, err := url.Parse(target)
	switch {
	case err != nil:
		return "not a URL"
	case u.Scheme == "attachment":
		return "" // part of the notebook's cell; nbformat has it
	case u.Host != "" || strings.HasPrefix(u.Path, "/"):
		return "not relative: it depends on where the document lies"
	}
	to := d.Path
	if u.Path != "" {
		to = path.Join(path.Dir(d.Path), u.Path)
	}
	if !fs.ValidPath(to) {
		return "outside of the repository"
	}
	if _, err := fs.Stat(fsys, to); err != nil {
		return "no such file or folder"
	}
	if u.Fragment == "" {
		return ""
	}
	other, ok := docs[to]
	if !ok {
		return "a fragment of a file that has no headings"
	}
	if !other.Anchors[u.Fragment] {
		return "no such heading in " + to
	}
	return ""
}

// exists reports whether a path or a pattern of paths has something behind it.
func exists(fsys fs.FS, pattern string) bool {
	found, err := fs.Glob(fsys, strings.TrimSuffix(pattern, "/"))
	return err == nil && len(found) > 0
}
