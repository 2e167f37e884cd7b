package exercise

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

//go:embed _template
var template embed.FS

// New makes a folder for an exercise in dir, a small one that is in order, for its author to change. name is "12-name", or
// "name" for the next free number. It returns the folder's name; a folder that is there is never written to.
func New(dir, name string) (string, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", fmt.Errorf("make exercise: %w", err)
	}
	folders, err := All(os.DirFS(dir))
	if err != nil {
		return "", err
	}
	folder := name
	if number(name) == "" {
		folder = fmt.Sprintf("%02d-%s", next(folders), name)
	}
	id, rest, _ := strings.Cut(folder, "-")
	n, err := strconv.Atoi(id)
	if err != nil || n <= 0 || !goodName.MatchString(rest) {
		return "", fmt.Errorf("make exercise: %q is not a name of small letters, digits and dashes, with a number above 0 and a dash before it or none", name)
	}
	for _, f := range folders {
		other, otherRest, _ := strings.Cut(f, "-")
		if m, _ := strconv.Atoi(other); m == n || otherRest == rest {
			return "", fmt.Errorf("make exercise: there is %s already", f)
		}
	}
	fill := strings.NewReplacer("00-name", folder, "id: 0\n", fmt.Sprintf("id: %d\n", n), "NAME", rest, "TITLE", titled(rest))
	return folder, fillTemplate(filepath.Join(dir, folder), fill)
}

// next is a number that no exercise has yet.
func next(folders []string) int {
	most := 0
	for _, f := range folders {
		n, _ := strconv.Atoi(number(f))
		most = max(most, n)
	}
	return most + 1
}

// titled is a name as a title: "two-pools" becomes "Two pools".
func titled(name string) string {
	return strings.ToUpper(name[:1]) + strings.ReplaceAll(name[1:], "-", " ")
}

func fillTemplate(dir string, fill *strings.Replacer) error {
	if err := os.Mkdir(dir, 0o755); err != nil {
		return fmt.Errorf("make exercise: %w", err)
	}
	err := fs.WalkDir(template, "_template", func(p string, d fs.DirEntry, err error) error {
		to := filepath.Join(dir, filepath.FromSlash(strings.TrimPrefix(p, "_template")))
		if err != nil || p == "_template" {
			return err
		}
		if d.IsDir() {
			return os.Mkdir(to, 0o755)
		}
		text, err := template.ReadFile(p)
		if err != nil {
			return err
		}
		return os.WriteFile(to, []byte(fill.Replace(string(text))), 0o644)
	})
	if err != nil {
		return fmt.Errorf("make exercise: %w", errors.Join(err, os.RemoveAll(dir)))
	}
	return nil
}

// Locate is the folder named exercises with an exercise in it that is nearest to dir, going up; "" if there is none.
func Locate(dir string) string {
	for {
		found := filepath.Join(dir, "exercises")
		if folders, err := All(os.DirFS(found)); err == nil && len(folders) > 0 {
			return found
		}
		up := filepath.Dir(dir)
		if up == dir {
			return ""
		}
		dir = up
	}
}
