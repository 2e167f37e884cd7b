package kit

import "runtime"

// A variant is a way to compile every package.
type variant string

const (
	plain variant = "plain"
	race  variant = "race"
)

func variantOf(withRace bool) variant {
	if withRace {
		return race
	}
	return plain
}

// cgo is CGO_ENABLED: the race detector is linked with the C library, except on macOS.
func (v variant) cgo() string {
	if v == race && runtime.GOOS != "darwin" {
		return "1"
	}
	return "0"
}

// goFlags are the go command's. Packages net and os/user stay pure Go, as they are in the plain variant.
func (v variant) goFlags() []string {
	if v == race {
		return []string{"-race", "-tags=netgo,osusergo"}
	}
	return nil
}

// toolFlags are the compiler's and the linker's.
func (v variant) toolFlags() []string {
	if v == race {
		return []string{"-race"}
	}
	return nil
}

// implied is what the linker adds to every program.
func (v variant) implied() []string {
	paths := []string{"runtime"}
	if v == race {
		paths = append(paths, "runtime/race")
	}
	if v.cgo() == "1" {
		paths = append(paths, "runtime/cgo")
	}
	if v.needsLibgcc() {
		paths = append(paths, libgcc)
	}
	return paths
}

// libgcc stands among the packages for the C compiler's own library, of which the race detector uses some
// functions. With it in the kit, linking needs no C compiler.
const libgcc = "(libgcc)"

func (v variant) needsLibgcc() bool { return v == race && runtime.GOOS == "linux" }
