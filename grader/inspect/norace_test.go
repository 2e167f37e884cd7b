//go:build !race

package inspect

const racing = false
