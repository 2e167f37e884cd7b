package kernel

import (
	"testing"

	"weft/kernel/engine/native/modules/proxytest"
)

// TestModules runs testdata/modules: scripts as those of TestScripts, with the modules of testdata/modules/proxy and no
// others.
func TestModules(t *testing.T) {
	proxytest.Use(t, "testdata/modules/proxy")
	runScripts(t, "testdata/modules")
}
