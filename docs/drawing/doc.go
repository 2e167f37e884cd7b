// Package drawing draws which parts of weft import which, from the imports of the source, and compares the pictures
// and the list of folders in docs/ARCHITECTURE.md with them. It knows which parts a picture has, and nothing of what
// they do.
package drawing
