//go:build !race

package instrument_test

const racing = false
