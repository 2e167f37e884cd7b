package std

import _ "embed" // the generated declarations

//go:embed export.bin
var commonExports string
