//go:build !race

package sync_test

const racing = false
