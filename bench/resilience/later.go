package main

import "context"

func (b *bench) replacements(ctx context.Context) error { return nil }
func (b *bench) runSoak(ctx context.Context) error      { return nil }
