// Package pipe is what an evaluator's parent and child say to each other: plain values, and their
// form on a private pair of descriptors.
//
// It owns the messages and their encoding. It does not know how the child is started, what runs
// in it, or who shows the results. The learner's code runs in the child and can write to any
// descriptor, so a [Reader] expects garbage: it answers with an error, never with a panic, an
// allocation larger than what really arrived, or a message that was not sent.
package pipe

// Version is the language spoken here. A child says its own in [Ready]; a parent of another
// version must not use it.
const Version = 1
