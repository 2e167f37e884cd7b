package kit

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"
)

// format is the version of what a kit's folder holds. A change makes other kits.
const format = 1

// Options say where a kit is and how it is made. The zero value is the ordinary kit of this user.
type Options struct {
	// Dir holds the kits of all Go versions; default $WEFT_KIT, else weft in the user's cache folder.
	Dir string
	// Go is the go command; default the one on PATH.
	Go string
	// Packages are made at once, in each variant that is used; nil means those of [Core]. Others are made when a job imports them.
	Packages []string
	// Cache is the folder for builds; default one in the kit, which all users of the kit share.
	// A session with a folder of its own is never disturbed by others.
	Cache string
	// CacheSize bounds Cache, in bytes; default 1 GiB. What was used least recently goes first.
	CacheSize int64
	// Progress is told what is being made, if anything is; calls come one at a time.
	Progress func(Step)
}

// A Step is a moment of a kit's making.
type Step struct {
	Race     bool   // the variant
	Waiting  bool   // for another process that makes the same kit
	Repaired string // import path of a package whose file was damaged and is made again
	Package  string // what was compiled last
	Done     int    // packages
	Total    int
}

// A Kit builds programs. It is safe for concurrent use, also by several processes.
type Kit struct {
	options Options
	chain   toolchain
	dir     string // of this kit
	edition string // hash of the embedded sources: weft programs of several versions share the folder
	id      string // says what the compiled packages depend on
	cache   *cache
	kept    *cache          // of packages that are the same for everybody
	linked  func() []string // the folders behind links of this one, see [linkedFolders]
	onlyGo  string          // a reason never to call compiler and linker directly; tests have one
	tools   chan struct{}   // a slot per tool process that may run

	making   sync.Mutex // one maker in this process
	mu       sync.Mutex // guards the rest
	variants map[variant]*manifest
	verified map[string]bool // files of the kit that were found whole, by name
}

// Open finds the kit of a Go installation, or makes it. A machine that cannot have one is reported by a *[Missing].
func Open(ctx context.Context, o Options) (*Kit, error) {
	k, err := locate(ctx, o)
	if err != nil {
		return nil, err
	}
	if err := writable(k.dir); err != nil {
		return nil, Unwritable(err)
	}
	if k.cache, err = openCache(cmp.Or(o.Cache, filepath.Join(k.dir, "builds")), o.CacheSize); err != nil {
		return nil, err
	}
	if k.kept, err = openCache(filepath.Join(k.dir, "kept"), 0); err != nil {
		return nil, err
	}
	if err := k.provide(ctx, plain, k.options.Packages); err != nil {
		return nil, err
	}
	k.touch()
	return k, nil
}

// locate says where the kit is, without making anything.
func locate(ctx context.Context, o Options) (*Kit, error) {
	chain, err := findToolchain(ctx, o.Go)
	if err != nil {
		return nil, err
	}
	if o.Dir, err = o.Folder(); err != nil {
		return nil, err
	}
	if o.Packages == nil {
		o.Packages = Core()
	}
	goroot, edition := hash(format, chain, runtime.GOOS, runtime.GOARCH), hash(sources)[:8]
	name := fmt.Sprintf("kit-%s-%s-%s-%s", chain.language(), runtime.GOOS, runtime.GOARCH, goroot[:8])
	dir := filepath.Join(o.Dir, name)
	return &Kit{
		options:  o,
		chain:    chain,
		dir:      dir,
		linked:   sync.OnceValue(func() []string { return linkedFolders(dir) }),
		edition:  edition,
		id:       hash(goroot, edition),
		tools:    make(chan struct{}, runtime.NumCPU()),
		variants: make(map[variant]*manifest),
		verified: make(map[string]bool),
	}, nil
}

// Folder is where the kits are: Dir made absolute, or its default.
func (o Options) Folder() (string, error) {
	dir := cmp.Or(o.Dir, os.Getenv("WEFT_KIT"))
	if dir == "" {
		user, err := os.UserCacheDir()
		if err != nil {
			return "", &Missing{fmt.Sprintf("this user has no cache folder (%v)", err), remedyFolders}
		}
		dir = filepath.Join(user, "weft")
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("find the kit's folder: %w", err)
	}
	return dir, nil
}

const remedyFolders = "set WEFT_KIT to a folder that can be written, and GOCACHE to another, for the go command"

// Unwritable reports that the kit's folder cannot be written, because of err.
func Unwritable(err error) error {
	return &Missing{fmt.Sprintf("compiled packages cannot be kept (%v)", err), remedyFolders}
}

// writable makes a folder if need be and says why nothing can be written there.
func writable(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, ".new-*")
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

// Dir is the kit's folder.
func (k *Kit) Dir() string { return k.dir }

// GoVersion is that of the Go installation, such as "go1.26.8".
func (k *Kit) GoVersion() string { return k.chain.Version }

// ID names the kit's contents: kits with the same ID build the same from the same.
func (k *Kit) ID() string { return k.id }

// GoRoot is the folder of the Go installation.
func (k *Kit) GoRoot() string { return k.chain.Root }

// GoCommand is the path of the go command.
func (k *Kit) GoCommand() string { return k.chain.Command }

// Tool is the path of one of the toolchain's programs: compile, link, asm, cover, vet.
func (k *Kit) Tool(name string) string {
	return filepath.Join(k.chain.Tools, name+exe)
}

// PackageFiles returns the compiled packages that code with these imports is compiled and linked with, by
// import path: the imports themselves, all that they need, and what every program has.
func (k *Kit) PackageFiles(ctx context.Context, race bool, imports ...string) (map[string]string, error) {
	v := variantOf(race)
	if err := k.provide(ctx, v, imports); err != nil {
		return nil, err
	}
	m := k.manifest(v)
	files := make(map[string]string)
	for _, path := range m.closure(append(v.implied(), imports...)) {
		if path == libgcc {
			continue
		}
		files[path] = k.archive(m.Packages[path])
	}
	return files, nil
}
