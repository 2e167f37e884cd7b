package std

import _ "embed" // the generated declarations

//go:embed export_darwin.bin
var darwinExports string

//go:embed export_darwin_arm64.bin
var darwinArm64Exports string

// exports returns the packs of declarations for this platform, the most specific first.
func exports() []string {
	return []string{darwinArm64Exports, darwinExports, commonExports, ownExports}
}
