// Package group ends a process together with everything that it started. It knows nothing of what
// the processes do.
//
// A process group is the portable way, but a process can leave its group. On Linux the members also
// inherit a mark in their environment, by which those that left are found, however they were
// reparented. A process that leaves the group and clears its environment gets away; keeping that one
// takes a sandbox.
package group

import "crypto/rand"

// Variable is the environment variable that marks the members of a group.
const Variable = "WEFT_GROUP"

// NewMark returns a value for [Variable] that no other group has.
func NewMark() string { return rand.Text() }
