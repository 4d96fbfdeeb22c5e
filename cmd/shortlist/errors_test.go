package main

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"shortlist/parser"
)

func TestExplain(t *testing.T) {
	for _, err := range []error{
		parser.ErrFormat, parser.ErrEncrypted, parser.ErrNoText, parser.ErrDamaged,
		parser.ErrTooLarge, parser.ErrTooComplex, parser.ErrTimeout,
	} {
		got := explain(fmt.Errorf("%w: page 3", err))
		if !strings.HasPrefix(got, err.Error()+": page 3; ") {
			t.Errorf("explain(%v) = %q, want the reason and what to do", err, got)
		}
		if code(err) == codeUnreadable {
			t.Errorf("%v has no code", err)
		}
	}
	if got := code(fs.ErrPermission); got != codeUnreadable {
		t.Errorf("code of a file that may not be read = %q", got)
	}
	if got := explain(fs.ErrPermission); !strings.Contains(got, "permissions") {
		t.Errorf("explain = %q, want what to do about permissions", got)
	}
}
