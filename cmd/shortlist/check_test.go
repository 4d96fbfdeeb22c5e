package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestPostingLength(t *testing.T) {
	path := filepath.Join(t.TempDir(), "posting.txt")
	for _, test := range []struct {
		text string
		ok   bool
	}{
		{strings.Repeat("é", maxPosting), true},
		{strings.Repeat("é", maxPosting+1), false},
		{strings.Repeat("𝄞", maxPosting+1), false},
	} {
		if err := os.WriteFile(path, []byte(test.text), 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := posting(path)
		if test.ok && (err != nil || got != test.text) {
			t.Errorf("%d characters: %v", len([]rune(test.text)), err)
		}
		if !test.ok && (err == nil || !strings.Contains(err.Error(), "20,000 characters")) {
			t.Errorf("%d characters: got error %v", len([]rune(test.text)), err)
		}
	}
}
