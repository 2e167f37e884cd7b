//go:build race

package instrument_test

// racing: programs that are built and run beside this test are so without the detector too, where it is faster.
const racing = true
