package std

import _ "embed" // the generated declarations

//go:embed export_windows.bin
var windowsExports string

//go:embed export_windows_arm64.bin
var windowsArm64Exports string

// exports returns the packs of declarations for this platform, the most specific first.
func exports() []string {
	return []string{windowsArm64Exports, windowsExports, commonExports, ownExports}
}
