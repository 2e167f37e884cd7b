//go:build !linux

package kernelspec

import "errors"

func exchange(a, b string) error { return errors.ErrUnsupported }
