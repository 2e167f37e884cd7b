package std

import _ "embed" // the generated declarations

// exports returns the packs of declarations for this platform, the most specific first.
func exports() []string { return []string{commonExports, ownExports} }
