package kit

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// What nobody has used for that long is removed when a kit is made.
const (
	editionAge = 30 * 24 * time.Hour // what another version of weft made
	kitAge     = 90 * 24 * time.Hour // the kit of another Go installation
	strayAge   = time.Hour           // a file that no list names; a process may read it still
)

// sourceDir is where the embedded sources are unpacked: panics name these files.
func (k *Kit) sourceDir() string { return filepath.Join(k.dir, "src-"+k.edition) }

// touch marks the lists of this version as used. That it cannot is no failure: they are made again one day.
func (k *Kit) touch() {
	now := time.Now()
	for _, v := range []variant{plain, race} {
		os.Chtimes(k.manifestFile(v), now, now)
	}
}

// clean removes what has been left behind. The caller holds the lock.
func (k *Kit) clean(now time.Time) error {
	lists, _ := filepath.Glob(filepath.Join(k.dir, "*.json")) // the pattern is well formed
	named := make(map[string]bool)
	for _, file := range lists {
		if old(file, now, editionAge) {
			_, edition, _ := strings.Cut(strings.TrimSuffix(filepath.Base(file), ".json"), "-")
			if err := errors.Join(ignoreAbsent(os.Remove(file)), os.RemoveAll(filepath.Join(k.dir, "src-"+edition)), ignoreAbsent(os.Remove(filepath.Join(k.dir, "launcher-"+edition)))); err != nil {
				return fmt.Errorf("clean the kit: %w", err)
			}
			continue
		}
		m, err := readManifestFile(file)
		if err != nil {
			return err
		}
		for _, c := range m.Packages {
			named[c.File] = true
		}
	}
	files, err := os.ReadDir(filepath.Join(k.dir, "lib"))
	if err != nil {
		return fmt.Errorf("clean the kit: %w", err)
	}
	for _, f := range files {
		if name := filepath.Join(k.dir, "lib", f.Name()); !named[f.Name()] && old(name, now, strayAge) {
			if err := ignoreAbsent(os.Remove(name)); err != nil {
				return fmt.Errorf("clean the kit: %w", err)
			}
		}
	}
	return k.cleanOthers(now)
}

// cleanOthers removes the kits of Go installations that have not been used for long.
func (k *Kit) cleanOthers(now time.Time) error {
	kits, _ := filepath.Glob(filepath.Join(filepath.Dir(k.dir), "kit-*"))
	for _, dir := range kits {
		lists, _ := filepath.Glob(filepath.Join(dir, "*.json"))
		used := dir == k.dir || len(lists) == 0 // being made
		for _, file := range lists {
			used = used || !old(file, now, kitAge)
		}
		if !used {
			if err := os.RemoveAll(dir); err != nil {
				return fmt.Errorf("remove the kit of another Go: %w", err)
			}
		}
	}
	return nil
}

func old(file string, now time.Time, age time.Duration) bool {
	info, err := os.Stat(file)
	return err == nil && now.Sub(info.ModTime()) > age
}
