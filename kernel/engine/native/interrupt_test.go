//go:build unix

package native

func parentMain(string) {}
