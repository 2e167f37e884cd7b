package std

import (
	"go/build"
	"path/filepath"

	"weft/kernel/golang/std/internal/comments"
)

// Source returns the declaration of a name of the standard library as its source has it, with
// bodies and the comments in them; key is as in Doc, without fields and predeclared names. It is "" if there is no
// such declaration, or no Go installation with sources on this machine.
func Source(key string) string {
	path, name := splitKey(key)
	root := shared().goroot
	if root == "" || name == "" || Name(path) == "" {
		return ""
	}
	ctx := build.Default
	ctx.GOROOT, ctx.CgoEnabled = root, false
	text, err := comments.Source(ctx, filepath.Join(root, "src", filepath.FromSlash(path)), name)
	if err != nil {
		return "" // a missing source is no error to the one who looks at it
	}
	return text
}
