package main

import (
	"slices"
	"testing"
	"time"
)

func TestInOrder(t *testing.T) {
	delays := []time.Duration{20 * time.Millisecond, 0, 10 * time.Millisecond, 0, 0}
	var got []time.Duration
	for next := range inOrder(t.Context(), 3, delays, func(d time.Duration) time.Duration {
		time.Sleep(d)
		return d
	}) {
		got = append(got, <-next)
	}
	if !slices.Equal(got, delays) {
		t.Errorf("came as %v, want %v", got, delays)
	}
}
