//go:build !amd64 && !arm64

package sched

import "unsafe"

func current() unsafe.Pointer { return nil }

func lastModule() unsafe.Pointer { return nil }
