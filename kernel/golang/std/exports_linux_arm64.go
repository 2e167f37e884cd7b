package std

import _ "embed" // the generated declarations

//go:embed export_linux_arm64.bin
var linuxArm64Exports string

// exports returns the packs of declarations for this platform, the most specific first.
func exports() []string { return []string{linuxArm64Exports, commonExports, ownExports} }
