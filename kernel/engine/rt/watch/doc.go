// Package watch turns what lowered code tells of its accesses and its synchronisation into what package detect is
// told: addresses and threads. It knows goroutines and values, but neither the interpreter nor the Go language.
package watch
