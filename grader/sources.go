// Package grader judges submissions: it reads one, builds it together with its exercise's driver, runs it in a
// sandbox in virtual time, has the exercise's judge look at what it did, and reports. See its sub-packages for the
// parts; this package puts them together, for commands, notebooks and other programs.
package grader

import "embed"

// sources are the packages of ours that are compiled into drivers and judges, by their folders.
//
//go:embed observe/*.go probe/*.go checks/*.go
var sources embed.FS
