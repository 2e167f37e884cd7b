package std

import _ "embed" // the generated declarations

//go:embed export_weft.bin
var ownExports string

//go:embed export.bin
var commonExports string
