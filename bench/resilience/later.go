package main

import "context"

func (b *bench) replacements(ctx context.Context) error { return nil }
