package kit

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// Info describes a kit as it lies in its folder.
type Info struct {
	Go       string // release of the Go installation
	GoRoot   string
	Dir      string
	Variants []VariantInfo // those that have been made; none if there is no kit yet
	Builds   int64         // bytes of programs and packages that were built for jobs
}

// VariantInfo is one way in which the kit's packages were compiled.
type VariantInfo struct {
	Race     bool
	Packages []string // import paths, sorted
	Size     int64    // bytes
	Verified bool     // every file was read
	Damaged  []string // import paths of those that are not as they were made
}

// Look describes a kit without making anything. A machine that cannot have one is reported by a *[Missing].
func Look(ctx context.Context, o Options) (Info, error) {
	return look(ctx, o, false)
}

// Verify is Look, and reads every file. Damaged packages are made again by the next job that needs them.
func Verify(ctx context.Context, o Options) (Info, error) {
	return look(ctx, o, true)
}

func look(ctx context.Context, o Options, verify bool) (Info, error) {
	k, err := locate(ctx, o)
	if err != nil {
		return Info{}, err
	}
	info := Info{Go: k.chain.Version, GoRoot: k.chain.Root, Dir: k.dir}
	for _, v := range []variant{plain, race} {
		m, err := k.readManifest(v)
		if err != nil {
			return Info{}, err
		}
		if len(m.Packages) == 0 {
			continue
		}
		i := VariantInfo{Race: v == race}
		for path, c := range m.Packages {
			i.Packages = append(i.Packages, path)
			i.Size += c.Size
		}
		slices.Sort(i.Packages)
		if verify {
			i.Verified = true
			i.Damaged = k.check(ctx, m, i.Packages, func(done int) {
				k.report(Step{Race: v == race, Package: i.Packages[done-1], Done: done, Total: len(i.Packages)})
			})
		}
		info.Variants = append(info.Variants, i)
	}
	for _, dir := range []string{"builds", "kept"} {
		size, err := folderSize(filepath.Join(k.dir, dir))
		if err != nil {
			return Info{}, err
		}
		info.Builds += size
	}
	return info, ctx.Err()
}

// folderSize is 0 for a folder that does not exist.
func folderSize(dir string) (int64, error) {
	var size int64
	err := filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			var info fs.FileInfo
			if info, err = d.Info(); err == nil {
				size += info.Size()
			}
		}
		if errors.Is(err, fs.ErrNotExist) { // it was removed meanwhile
			return nil
		}
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("look into the kit: %w", err)
	}
	return size, nil
}

// Remove deletes the kit of a Go installation and says where it was. A kit that is being made is waited for.
func Remove(ctx context.Context, o Options) (dir string, err error) {
	k, err := locate(ctx, o)
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(k.dir); errors.Is(err, fs.ErrNotExist) {
		return k.dir, nil
	}
	unlock, err := lock(ctx, k.lockFile(), func() { k.report(Step{Waiting: true}) })
	if err != nil {
		return "", err
	}
	// Without their lists the packages are nobody's, should the rest fail.
	lists, _ := filepath.Glob(filepath.Join(k.dir, "*.json"))
	for _, file := range lists {
		err = errors.Join(err, ignoreAbsent(os.Remove(file)))
	}
	unlock()
	if err = errors.Join(err, os.RemoveAll(k.dir)); err != nil {
		return "", fmt.Errorf("remove the kit: %w", err)
	}
	return k.dir, nil
}

func ignoreAbsent(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
