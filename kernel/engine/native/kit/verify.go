package kit

import (
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
)

// checkBeside starts to compare the files of packages, and of what they import, with the manifest's hashes;
// those that this process compared before are not read again. The function that it returns waits for
// the end and says which packages are damaged.
func (k *Kit) checkBeside(ctx context.Context, v variant, paths []string) (damaged func() []string) {
	m := k.manifest(v)
	var unknown []string
	k.mu.Lock()
	for _, path := range m.closure(slices.Concat(v.implied(), paths)) {
		if !k.verified[m.Packages[path].File] {
			unknown = append(unknown, path)
		}
	}
	k.mu.Unlock()
	found := make(chan []string, 1)
	go func() { found <- k.check(ctx, m, unknown, nil) }()
	return func() []string { return <-found }
}

// checkAgain reads what this process has read before, too.
func (k *Kit) checkAgain(ctx context.Context, v variant, paths []string) []string {
	m := k.manifest(v)
	return k.check(ctx, m, m.closure(slices.Concat(v.implied(), paths)), nil)
}

// check reads the files of packages and returns the paths of those that are not as they were made. It
// gives up when ctx ends.
func (k *Kit) check(ctx context.Context, m *manifest, paths []string, progress func(done int)) (damaged []string) {
	for i, path := range paths {
		if ctx.Err() != nil {
			return damaged
		}
		c := m.Packages[path]
		sum, size, err := hashFile(k.archive(c))
		whole := err == nil && size == c.Size && sum == c.SHA256
		if !whole {
			damaged = append(damaged, path)
		}
		k.mu.Lock()
		k.verified[c.File] = whole
		k.mu.Unlock()
		if progress != nil {
			progress(i + 1)
		}
	}
	return damaged
}

// Repair reads every file of a variant, makes the damaged packages again, and returns their import paths.
func (k *Kit) Repair(ctx context.Context, withRace bool) ([]string, error) {
	v := variantOf(withRace)
	m, err := k.readManifest(v)
	if err != nil {
		return nil, err
	}
	damaged := k.check(ctx, m, m.closure(slices.Collect(maps.Keys(m.Packages))), nil)
	if len(damaged) == 0 || ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return damaged, k.repair(ctx, v, damaged)
}

// repair makes packages again whose files are damaged.
func (k *Kit) repair(ctx context.Context, v variant, damaged []string) error {
	k.making.Lock()
	defer k.making.Unlock()
	unlock, err := k.lock(ctx, v)
	if err != nil {
		return err
	}
	defer unlock()
	if _, err := k.reread(v, nil); err != nil {
		return err
	}
	old := k.manifest(v)
	m := &manifest{Packages: make(map[string]compiled)}
	for path, c := range old.Packages {
		m.Packages[path] = c
	}
	// Another process may have repaired them meanwhile.
	for _, path := range k.check(ctx, old, damaged, nil) {
		if _, listed := old.Packages[path]; !listed { // the whole kit was removed
			continue
		}
		k.report(Step{Race: v == race, Repaired: path})
		if err := os.Remove(k.archive(m.Packages[path])); err != nil && !os.IsNotExist(err) {
			return fmt.Errorf("remove a damaged package: %w", err)
		}
		delete(m.Packages, path)
	}
	k.mu.Lock()
	k.variants[v] = m
	k.mu.Unlock()
	if missing := m.lacks(damaged); len(missing) > 0 {
		return k.make(ctx, v, missing)
	}
	return nil
}
