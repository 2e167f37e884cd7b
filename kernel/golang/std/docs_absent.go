//go:build !docs

package std

// embeddedDocs is empty without the build tag docs: comments come from the Go installation.
const embeddedDocs = ""
