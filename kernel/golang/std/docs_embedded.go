//go:build docs

package std

import _ "embed" // the packed comments, which `make build` writes

//go:embed docs.bin
var embeddedDocs string
