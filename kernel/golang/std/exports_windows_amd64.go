package std

import _ "embed" // the generated declarations

//go:embed export_windows.bin
var windowsExports string

// exports returns the packs of declarations for this platform, the most specific first.
func exports() []string { return []string{windowsExports, commonExports, ownExports} }
