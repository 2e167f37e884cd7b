//go:build !unix

// Package fd asks the system about descriptors. It offers nothing on this system.
package fd
