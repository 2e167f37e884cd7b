//go:build !linux

package client

func parent([]string) {}
